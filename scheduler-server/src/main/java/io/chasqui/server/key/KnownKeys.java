package io.chasqui.server.key;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys as they were a moment ago, so that a caller that sends thousands of requests a second does
 * not have its key read as often. Ids that are of no key are known as well: they cost and take the
 * same.
 */
final class KnownKeys {

  /** So long may a key that another server has revoked be let in. */
  static final Duration KEPT = Duration.ofMillis(200);

  private static final int MOST = 10_000;

  private final LoadingCache<String, Optional<StoredKey>> byId;

  KnownKeys(KeyStore store) {
    this.byId = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build(store::find);
  }

  Optional<StoredKey> find(String id) {
    return byId.get(id);
  }

  /** It has changed. */
  void forget(String id) {
    byId.invalidate(id);
  }
}
