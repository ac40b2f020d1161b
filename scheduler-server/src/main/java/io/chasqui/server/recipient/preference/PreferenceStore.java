package io.chasqui.server.recipient.preference;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where preferences are kept, by the recipient's id. */
public interface PreferenceStore {

  /** {@link Preferences#NONE} when nothing was said. */
  Preferences find(UUID recipient);

  /** Those of each of these who said something. */
  Map<UUID, Preferences> findAll(Collection<UUID> recipients);

  /** Writes them in place of what was said before; the recipient is held. */
  void write(UUID recipient, Preferences preferences);
}
