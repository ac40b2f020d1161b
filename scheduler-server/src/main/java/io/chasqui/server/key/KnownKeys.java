package io.chasqui.server.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Cache<String, Optional<StoredKey>> byId =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
  private final Map<String, CompletableFuture<Optional<StoredKey>>> asked =
      new ConcurrentHashMap<>();

  KnownKeys(KeyStore store) {
    this.store = store;
  }

  Optional<StoredKey> find(String id) {
    Optional<StoredKey> known = byId.getIfPresent(id);
    return known == null ? ask(id) : known;
  }

  /**
   * Once for all who ask at the same time: they get one answer or one failure, and do not wait for
   * a database that hangs one after the other.
   */
  private Optional<StoredKey> ask(String id) {
    CompletableFuture<Optional<StoredKey>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<StoredKey>> first = asked.putIfAbsent(id, mine);
    if (first != null) {
      return await(first);
    }
    try {
      Optional<StoredKey> found = store.find(id);
      if (asked.remove(id, mine)) {
        byId.put(id, found);
      }
      mine.complete(found);
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    } finally {
      asked.remove(id, mine);
      mine.completeExceptionally(new IllegalStateException("The key could not be looked for"));
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

  /** It has changed: what was read before is not kept. */
  void forget(String id) {
    asked.remove(id);
    byId.invalidate(id);
  }
}
