package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.ReceiptLedger;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReceiptStoreIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();
  private static final NewDeliveries intake = new NewDeliveryStore(jdbc);
  private static final ReceiptLedger receipts = new ReceiptStore(jdbc);

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message CASCADE").update();
  }

  @Test
  void aMessageIsFoundByItsNameAndTheProviderOfTheNewestAttempt() {
    DeliveryId id = delivered("SM1", "1 minute");

    assertThat(receipts.find("sms:main", "SM1")).hasValue(id);
    assertThat(receipts.find("sms:other", "SM1")).isEmpty();
    assertThat(receipts.find("sms:main", "SM2")).isEmpty();

    attempt(id, 2, "sms:other");
    assertThat(receipts.find("sms:main", "SM1")).isEmpty();
  }

  @Test
  void ofTwoMessagesOfOneNameItIsTheNewest() {
    delivered("SM1", "1 minute");
    DeliveryId newest = delivered("SM1", "1 minute");

    assertThat(receipts.find("sms:main", "SM1")).hasValue(newest);
  }

  /** Where PostgreSQL cannot use it, it reads the tables all the same. */
  @Test
  void itIsLookedForInTheIndexOfEachMonth() {
    jdbc.sql("SET enable_seqscan = off").update();
    String plan =
        String.join(
            "\n",
            jdbc.sql(
                    """
                    EXPLAIN SELECT id FROM delivery_state
                    WHERE channel = 'SMS' AND provider_message_id = 'SM1'
                    """)
                .query(String.class)
                .list());

    jdbc.sql("RESET enable_seqscan").update();
    assertThat(plan).contains("provider_message_id_idx").doesNotContain("Seq Scan");
  }

  @Test
  void forThreeDaysItMakesADeliveryOneThatFailed() {
    DeliveryId within = delivered("SM1", "71 hours 59 minutes");
    DeliveryId after = delivered("SM2", "72 hours 1 minute");

    assertThat(receipts.undelivered(within, "SM1", "30003")).hasValue(DeliveryStatus.FAILED);
    assertThat(receipts.undelivered(after, "SM2", null)).hasValue(DeliveryStatus.DELIVERED);
    assertThat(receipts.undelivered(within, "SM1", "30003")).as("again").isEmpty();
    assertThat(receipts.received(within, "SM1")).as("out of order").isFalse();
    assertThat(receipts.received(after, "SM3")).as("another name").isFalse();
  }

  private static DeliveryId delivered(String name, String ago) {
    DeliveryId id = DeliveryId.fresh();
    intake.addAll(
        List.of(
            new StoredDelivery(
                id,
                to(Channel.SMS, new PhoneNumber("+79991112233")).withoutReport().build(),
                Instant.now(),
                null)));
    attempt(id, 1, "sms:main");
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = 'DELIVERED', provider_message_id = :name,
              completed_at = now() - :ago::interval
            WHERE id = :id
            """)
        .param("name", name)
        .param("ago", ago)
        .param("id", id.value())
        .update();
    return id;
  }

  private static void attempt(DeliveryId id, int number, String provider) {
    jdbc.sql(
            """
            INSERT INTO delivery_attempt (delivery_id, number, worker, started_at, phase, provider)
            VALUES (:id, :number, 'w', now(), 'ANSWERED', :provider)
            """)
        .param("id", id.value())
        .param("number", number)
        .param("provider", provider)
        .update();
    jdbc.sql("UPDATE delivery_state SET attempt = :number WHERE id = :id")
        .param("number", number)
        .param("id", id.value())
        .update();
  }
}
