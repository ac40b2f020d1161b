package io.chasqui.server.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class StrandedProgressIT {

  private final JdbcClient jdbc = TestDatabase.fresh().jdbc();
  private final StrandedProgressStore progress = new StrandedProgressStore(jdbc);

  @BeforeEach
  void oneDeliveryHasProgressAndOneProgressHasNoDelivery() {
    jdbc.sql(
            """
            WITH message AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, message, on_unknown, created_at,
                retry_schedule, origin_kind)
              VALUES (
                uuidv7(), 'q3', 'TELEGRAM', 'CHAT_ID', '42', 'Hello', 'HOLD', now(), '', 'REQUEST')
              RETURNING id
            ), state AS (
              INSERT INTO delivery_state (id, channel, lane, status, scheduled_time, due_at)
              SELECT id, 'TELEGRAM', 'telegram', 'SCHEDULED', now(), now() FROM message
            )
            INSERT INTO telegram_progress (delivery_id, texts_sent)
            SELECT id, 1 FROM message UNION ALL SELECT uuidv7(), 1
            """)
        .update();
  }

  @Test
  void progressWithoutADeliveryGoes() {
    assertThat(progress.remove(10)).isOne();
    assertThat(progress.remove(10)).isZero();
  }

  @Test
  void progressStaysWhileTheStatesOfItsMonthAreAway() {
    jdbc.sql("ALTER TABLE delivery_state DETACH PARTITION delivery_state_first").update();

    assertThat(progress.remove(10)).isOne();
    assertThat(progress.remove(10)).isZero();
  }
}
