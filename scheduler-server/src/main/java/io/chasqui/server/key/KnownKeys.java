package io.chasqui.server.key;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Keys as they were a moment ago, so that a caller that sends thousands of requests a second does
 * not have its key read as often. Ids that are of no key are known as well: they cost and take the
 * same.
 */
final class KnownKeys {

  /** So long may a key that another server has revoked be let in. */
  static final Duration KEPT = Duration.ofMillis(200);

  private static final int MOST = 10_000;

  private final KeyStore store;
  private final AsyncCache<String, Optional<StoredKey>> byId =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).buildAsync();

  KnownKeys(KeyStore store) {
    this.store = store;
  }

  /**
   * All who ask at the same time get one answer, or one failure: a database that hangs is awaited
   * once.
   */
  Optional<StoredKey> find(String id) {
    CompletableFuture<Optional<StoredKey>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<StoredKey>> first = byId.asMap().putIfAbsent(id, mine);
    if (first != null) {
      return await(first);
    }
    try {
      mine.complete(store.find(id));
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
    }
    return await(mine);
  }

  private static Optional<StoredKey> await(CompletableFuture<Optional<StoredKey>> key) {
    try {
      return key.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** It has changed. */
  void forget(String id) {
    byId.synchronous().invalidate(id);
  }
}
