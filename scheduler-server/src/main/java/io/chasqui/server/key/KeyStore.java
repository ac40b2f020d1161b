package io.chasqui.server.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where keys are kept. */
public interface KeyStore {

  Optional<StoredKey> find(String id);

  /** All keys, newest first. */
  List<ApiKey> list();

  /** Keeps others from making keys of this name until the transaction of the caller ends. */
  void lockName(String name);

  /** How many keys of this name are neither revoked nor expired. */
  int countLive(String name, Instant now);

  void insert(StoredKey key);

  /** Notes that a key was used, unless a use at this time or later is noted already. */
  void noteUse(String id, Instant at);

  /**
   * Revokes a key; one that is revoked already stays as it is.
   *
   * @return false when there is no such key, or when it was revoked before
   */
  boolean revoke(String id, Instant at);
}
