package io.chasqui.server.event;

import static io.chasqui.testing.TestDeliveries.endAlone;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.contract.event.DeliveryEvent;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.testing.TestDeliveries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which events the changes of a delivery leave in the outbox. */
class DeliveryEventsIT {

  private static final EventDatabase events = new EventDatabase();
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final String CHANNEL = "test:peer";
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant PAST = Instant.parse("2026-01-02T00:00:00Z");

  @BeforeEach
  void clear() {
    events.jdbc.sql("TRUNCATE delivery_message, event_outbox, event_publisher CASCADE").update();
    events.outbox("kafka").want();
  }

  @Test
  void aDeliverysLifeIsToldFromItsBeginningToItsEnd() {
    DeliveryId id = events.schedule("report-7");
    events.ledger.markQueued(List.of(id));
    claim(id);
    events.ledger.tryAgain(
        end(id, 1, new Outcome.TemporaryFailure("LATER", null, null)), Duration.ZERO);
    claim(id);
    endAlone(events.ledger, end(id, 2, new Outcome.Delivered("x", null)), DeliveryStatus.DELIVERED);

    assertThat(told())
        .containsExactly(
            "delivery.scheduled from null, attempt 0, null",
            "delivery.queued from SCHEDULED, attempt 0, null",
            "delivery.sending from QUEUED, attempt 1, null",
            "delivery.retrying from SENDING, attempt 1, LATER",
            "delivery.sending from RETRYING, attempt 2, LATER",
            "delivery.delivered from SENDING, attempt 2, null");
    assertThat(events.waiting("kafka"))
        .allMatch(event -> event.deliveryId().equals(id.value()))
        .allMatch(event -> event.correlationId().equals("report-7"))
        .allMatch(event -> event.schemaVersion() == 1);
    assertThat(events.waiting("kafka"))
        .extracting(DeliveryEvent::sequence)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void whatPeopleDecideIsTold() {
    DeliveryId id = events.schedule("report-1");
    events.actions.reschedule(id, LATER);
    events.actions.cancel(id);
    events.actions.revive(id);
    claim(id);
    endAlone(
        events.ledger,
        end(id, 1, new Outcome.Unknown("NO_ANSWER", null)),
        DeliveryStatus.UNCERTAIN);
    events.actions.confirm(id);

    assertThat(told())
        .containsExactly(
            "delivery.scheduled from null, attempt 0, null",
            "delivery.scheduled from SCHEDULED, attempt 0, null",
            "delivery.cancelled from SCHEDULED, attempt 0, null",
            "delivery.queued from CANCELLED, attempt 0, null",
            "delivery.sending from QUEUED, attempt 1, null",
            "delivery.uncertain from SENDING, attempt 1, NO_ANSWER",
            "delivery.delivered from UNCERTAIN, attempt 1, null");
    assertThat(events.waiting("kafka").get(1))
        .matches(event -> event.scheduledTime().equals(LATER))
        .matches(event -> LATER.equals(event.dueAt()));
    assertThat(events.waiting("kafka").get(2).dueAt()).isNull();
  }

  @Test
  void whatChangesNothingForOthersIsNoEvent() {
    DeliveryId id = events.schedule("report-1");
    events.ledger.putOff(id, LATER, "CHANNEL_PAUSED");
    events.ledger.putOff(id, PAST, "CHANNEL_PAUSED");
    List<ClaimedDelivery> claimed = claim(id);
    events.ledger.lastByte(id, 1);
    events.jdbc.sql("UPDATE delivery SET due_at = due_at + interval '1 minute'").update();
    events.ledger.handBack(claimed);

    assertThat(told())
        .containsExactly(
            "delivery.scheduled from null, attempt 0, null",
            "delivery.retrying from SCHEDULED, attempt 0, CHANNEL_PAUSED",
            "delivery.sending from RETRYING, attempt 1, CHANNEL_PAUSED",
            "delivery.queued from SENDING, attempt 0, CHANNEL_PAUSED");
  }

  @Test
  void aChangeThatIsRolledBackIsNotTold() {
    events.transaction.executeWithoutResult(
        status -> {
          events.schedule("report-1");
          status.setRollbackOnly();
        });

    assertThat(events.waiting("kafka")).isEmpty();
  }

  @Test
  void withoutAPublisherNothingIsWritten() {
    events.jdbc.sql("DELETE FROM event_publisher").update();

    claim(events.schedule("report-1"));
    new Events(events.jdbc).publish(alert());

    assertThat(events.database.count("event_outbox")).isZero();
  }

  @Test
  void eachPublisherIsToldTheSame() {
    events.outbox("rabbitmq").want();

    claim(events.schedule("report-1"));
    new Events(events.jdbc).publish(alert());

    assertThat(ids("kafka")).hasSize(3).isEqualTo(ids("rabbitmq")).doesNotHaveDuplicates();
  }

  @Test
  void nothingPrivateIsTold() {
    claim(events.schedule("report-1"));

    for (OutboxEvent event : events.outbox("kafka").oldest(10).events()) {
      assertThat(new String(event.json(), StandardCharsets.UTF_8))
          .contains("report-1")
          .doesNotContain("ivan", "example.com", "Report", "ready", ".pdf", "customer");
    }
  }

  @Test
  void anAlertIsToldWithTheTransactionThatRaisesIt() throws Exception {
    Events publisher = new Events(events.jdbc);
    events.transaction.executeWithoutResult(
        status -> {
          publisher.publish(alert());
          status.setRollbackOnly();
        });
    publisher.publish(alert());

    List<OutboxEvent> waiting = events.outbox("kafka").oldest(10).events();

    assertThat(waiting).extracting(OutboxEvent::type).containsExactly("alert.raised");
    assertThat(EventDatabase.JSON.readTree(waiting.get(0).json()).toString())
        .contains(
            "\"type\":\"alert.raised\"", "\"subject\":\"smtp:x\"", "\"severity\":\"critical\"");
  }

  @Test
  void eventsOfOneStatementAreOnlyThoseOfRowsThatChanged() {
    DeliveryId first = events.schedule("report-1");
    DeliveryId second = events.schedule("report-2");
    events.actions.cancel(second);

    events.ledger.claim(List.of(first, second), TestDeliveries.worker("w"), LEASE, CHANNEL);

    assertThat(told()).filteredOn(text -> text.startsWith("delivery.sending")).hasSize(1);
  }

  @Test
  void aStatementThatChangesManyIsFastAlsoWhenTheFirstOfItsSessionChangedOne() {
    DeliveryId first = events.schedule("report-1");
    events.jdbc.sql("DELETE FROM event_publisher").update();
    events
        .jdbc
        .sql(
            """
            WITH copies AS (
              INSERT INTO delivery_message
              SELECT (jsonb_populate_record(one, jsonb_build_object('id', uuidv7()))).*
              FROM delivery_message AS one, generate_series(1, 20000)
              RETURNING id
            )
            INSERT INTO delivery_state
            SELECT (jsonb_populate_record(one, jsonb_build_object('id', copies.id))).*
            FROM delivery_state AS one, copies
            """)
        .update();
    events.outbox("kafka").want();

    events.transaction.executeWithoutResult(
        status -> {
          events.actions.cancel(first);
          events.jdbc.sql("SET LOCAL statement_timeout = '12s'").update();
          events
              .jdbc
              .sql("UPDATE delivery_state SET due_at = due_at + interval '1 minute'")
              .update();
        });

    assertThat(told()).endsWith("delivery.cancelled from SCHEDULED, attempt 0, null");
  }

  private static List<ClaimedDelivery> claim(DeliveryId id) {
    return events.ledger.claim(List.of(id), TestDeliveries.worker("w"), LEASE, CHANNEL);
  }

  private static EndOfAttempt end(DeliveryId id, int attempt, Outcome outcome) {
    return new EndOfAttempt(id, attempt, AttemptPhase.ANSWERED, outcome, false);
  }

  private static NewAlertEvent alert() {
    return new NewAlertEvent(
        AlertEventType.RAISED,
        UUID.randomUUID(),
        "channel-failing",
        "smtp:x",
        AlertSeverity.CRITICAL,
        "x");
  }

  private static List<UUID> ids(String publisher) {
    return events.outbox(publisher).oldest(10).events().stream().map(OutboxEvent::eventId).toList();
  }

  private static List<String> told() {
    return events.waiting("kafka").stream()
        .map(
            event ->
                "%s from %s, attempt %d, %s"
                    .formatted(
                        event.type().text(), event.previousStatus(), event.attempt(), event.code()))
        .toList();
  }
}
