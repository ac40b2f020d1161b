package io.chasqui.server.intake;

import java.time.Instant;
import java.util.Optional;

/** The requests that were done under an Idempotency-Key. */
public interface IdempotencyKeys {

  /** The request that was done under a key, unless it was received at this time or before. */
  Optional<KeyedRequest> find(IdempotencyKey key, Instant receivedAfter);

  /**
   * Keeps others from working under a key until the transaction of the caller ends. Does not wait.
   *
   * @return false when another transaction has the key
   */
  boolean tryLock(IdempotencyKey key);

  /**
   * Stores a request in the transaction of the caller, in the place of one that was received at
   * that time or before.
   *
   * @throws IllegalStateException when there is a later one; whoever has the lock has looked
   */
  void store(IdempotencyKey key, KeyedRequest request, Instant receivedUntil);

  /**
   * Removes requests that were received at this time or before.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(Instant receivedUntil, int atMost);
}
