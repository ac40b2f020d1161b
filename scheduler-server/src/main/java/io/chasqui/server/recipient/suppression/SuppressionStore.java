package io.chasqui.server.recipient.suppression;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where suppressions are kept. */
public interface SuppressionStore {

  /** Newest first, and one more than the limit where there are more. */
  List<SuppressionEntry> list(SuppressionQuery query);

  /** The one of an id. */
  Optional<SuppressionEntry> find(UUID id);

  /**
   * Adds those that are not there, and gives the others the end that is asked for.
   *
   * @return of each, in their order
   */
  List<Added> add(List<NewSuppression> fresh);

  /** Takes one away; empty: there was none. */
  Optional<SuppressionEntry> remove(UUID id);

  /**
   * What came of it.
   *
   * @param isNew false: it was there
   */
  record Added(SuppressionEntry entry, boolean isNew) {}
}
