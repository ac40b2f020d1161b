package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryStates;

/**
 * How long the oldest delivery of a queue that is due has been waiting, as servers and workers ask.
 */
public final class OldestDue {

  /**
   * SQL of one row with an interval, {@code waiting}, by the database's clock: zero if none is due.
   * Its parameter {@code channels} is made by {@link #channels}. States are literals, or PostgreSQL
   * could not use the partial index.
   */
  public static final String WAITING =
      """
      SELECT coalesce(max(now() - oldest.due_at), interval '0') AS waiting
      FROM unnest(:channels) AS channels (name)
      CROSS JOIN LATERAL (
        SELECT due_at FROM delivery_state
        WHERE channel = channels.name
          AND status IN %s
          AND due_at <= now()
        ORDER BY due_at LIMIT 1
      ) AS oldest
      """
          .formatted(DeliveryStates.WAITING);

  private OldestDue() {}

  public static String[] channels(Queue queue) {
    return queue.channels().stream().map(Enum::name).toArray(String[]::new);
  }
}
