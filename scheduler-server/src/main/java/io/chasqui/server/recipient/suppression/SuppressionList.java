package io.chasqui.server.recipient.suppression;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.recipient.RecipientAddresses;
import io.chasqui.server.recipient.suppression.SuppressionStore.Added;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The suppressions, as people see and change them. Each act is one transaction. */
@Service
public class SuppressionList {

  private static final Logger log = LoggerFactory.getLogger(SuppressionList.class);

  private final SuppressionStore store;
  private final RecipientAddresses recipients;
  private final SuppressionActs acts;
  private final TransactionTemplate transaction;

  SuppressionList(
      SuppressionStore store,
      RecipientAddresses recipients,
      SuppressionActs acts,
      TransactionTemplate transaction) {
    this.store = store;
    this.recipients = recipients;
    this.acts = acts;
    this.transaction = transaction;
  }

  /** Those that are asked for, newest first, and one more than the limit where there are more. */
  public List<SuppressionEntry> find(SuppressionQuery query) {
    return store.list(query);
  }

  /** The one of an id; empty: there is none. */
  public Optional<SuppressionEntry> find(UUID id) {
    return store.find(id);
  }

  /**
   * Adds one; one that is there gets the end that is asked for.
   *
   * @throws InvalidRequest when its recipient is not in the directory, or not any more
   */
  public SuppressionEntry add(NewSuppression fresh) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              requireRecipient(fresh.recipientId());
              SuppressionEntry entry = store.add(List.of(fresh)).get(0).entry();
              acts.added(entry);
              log.info("Suppression {} was added: {}", entry.id(), entry.reason());
              return entry;
            }));
  }

  /** Nobody erases them meanwhile, so that what is added here is kept by hash then. */
  private void requireRecipient(@Nullable UUID id) {
    if (id != null && recipients.keep(Set.of(id)).isEmpty()) {
      throw new InvalidRequest(new FieldProblem("recipientId", "field.notInDirectory"));
    }
  }

  /**
   * Takes one away.
   *
   * @param why as the audit is to have it; null: nothing was said
   * @throws NotFound when there is none
   */
  public void remove(UUID id, @Nullable Lifting why) {
    transaction.executeWithoutResult(
        status -> {
          SuppressionEntry entry =
              store.remove(id).orElseThrow(() -> new NotFound("suppression-not-found"));
          acts.removed(entry, why);
          log.info("Suppression {} was removed: {}", entry.id(), entry.reason());
        });
  }

  /**
   * Adds some of a file.
   *
   * @param isFirst whether they are the first of it
   * @return how many were not there before
   */
  public long addAll(List<NewSuppression> fresh, boolean isFirst) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              if (isFirst) {
                acts.imported();
              }
              return store.add(fresh).stream().filter(Added::isNew).count();
            }));
  }
}
