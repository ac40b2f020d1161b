package io.chasqui.messaging.telegram;

import io.chasqui.delivery.DeliveryId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many of a long message's texts Telegram has accepted, so that a later attempt goes on after
 * them.
 */
final class TextProgress {

  private final JdbcClient jdbc;

  TextProgress(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int textsSent(DeliveryId id) {
    return jdbc.sql("SELECT texts_sent FROM telegram_progress WHERE delivery_id = :id")
        .param("id", id.value())
        .query(Integer.class)
        .optional()
        .orElse(0);
  }

  void record(DeliveryId id, int textsSent) {
    jdbc.sql(
            """
            INSERT INTO telegram_progress (delivery_id, texts_sent) VALUES (:id, :textsSent)
            ON CONFLICT (delivery_id) DO UPDATE SET texts_sent = excluded.texts_sent
            """)
        .param("id", id.value())
        .param("textsSent", textsSent)
        .update();
  }

  void forget(DeliveryId id) {
    jdbc.sql("DELETE FROM telegram_progress WHERE delivery_id = :id")
        .param("id", id.value())
        .update();
  }
}
