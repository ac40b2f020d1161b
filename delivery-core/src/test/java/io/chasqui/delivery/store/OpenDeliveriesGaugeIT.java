package io.chasqui.delivery.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.OpenCount;
import io.chasqui.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many deliveries are open, by counting and by what PostgreSQL knows of the table. */
class OpenDeliveriesGaugeIT {

  private static final int LARGE = 100_000;

  private static final TestDatabase database = TestDatabase.fresh();
  private final DeliveryQueries queries = new DeliveryQueryStore(database.jdbc());

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE delivery_message CASCADE").update();
    // It would see the pages of a large transaction that has not committed, and none of its rows.
    database
        .jdbc()
        .sql("ALTER TABLE delivery_state_first SET (autovacuum_enabled = false)")
        .update();
  }

  @Test
  void aSmallLimitIsCountedExactly() {
    store(3, "SCHEDULED", "NULL");
    store(5, "DELIVERED", "now()");

    assertThat(queries.hasOpen(3)).isTrue();
    assertThat(queries.hasOpen(4)).isFalse();
  }

  @Test
  void aTableThatGrewSincePostgresqlLookedAtItIsNotTakenForSmall() {
    store(1_000, "DELIVERED", "now()");
    database.jdbc().sql("ANALYZE delivery_state").update();
    assertThat(queries.hasOpen(LARGE)).isFalse();

    store(LARGE, "RETRYING", "NULL");

    assertThat(queries.hasOpen(LARGE)).isTrue();
    assertThat(queries.hasOpen(LARGE + 1)).isFalse();
  }

  @Test
  void openOnesAreCountedByChannelAndState() {
    store(7, "SCHEDULED", "NULL");
    store(3, "SENDING", "NULL");
    store(2, "RETRYING", "NULL");
    store(5, "DELIVERED", "now()");
    database
        .jdbc()
        .sql("UPDATE delivery_state SET channel = 'TELEGRAM' WHERE status = 'SENDING'")
        .update();

    assertThat(queries.openCounts())
        .containsExactlyInAnyOrder(
            new OpenCount(Channel.EMAIL, DeliveryStatus.SCHEDULED, 7),
            new OpenCount(Channel.EMAIL, DeliveryStatus.RETRYING, 2),
            new OpenCount(Channel.TELEGRAM, DeliveryStatus.SCHEDULED, 0),
            new OpenCount(Channel.TELEGRAM, DeliveryStatus.SENDING, 3));
  }

  private static void store(int count, String status, String completedAt) {
    database
        .jdbc()
        .sql(
            """
            WITH fresh AS (
              INSERT INTO delivery_message (
                id, correlation_id, channel, recipient_kind, recipient, message, attachment_name,
                on_unknown, created_at)
              SELECT uuidv7(), 'c', 'EMAIL', 'EMAIL_ADDRESS', 'a@b.example', '', 'c.pdf',
                'RESEND', now()
              FROM generate_series(1, %3$d)
              RETURNING id, channel
            )
            INSERT INTO delivery_state (
              id, channel, status, scheduled_time, due_at, completed_at)
            SELECT id, channel, '%1$s', now(), now(), %2$s FROM fresh
            """
                .formatted(status, completedAt, count))
        .update();
  }
}
