package io.chasqui.server.schedule;

import io.chasqui.delivery.DeliveryId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that may come again under its Idempotency-Key.
 *
 * @param <T> it as it was understood
 */
public interface OnceOnly<T> {

  /**
   * Understands the request as of the time when it came first.
   *
   * @throws io.chasqui.server.problem.InvalidRequest naming every field that is wrong
   */
  T asOf(Instant receivedAt);

  /** What tells it from other requests under its key. */
  List<@Nullable Object> parts(T understood);

  /**
   * Does it: stores all that follows from it, in the caller's transaction if there is one.
   *
   * @return a delivery that was stored; the key is forgotten with it
   */
  DeliveryId store(T understood);
}
