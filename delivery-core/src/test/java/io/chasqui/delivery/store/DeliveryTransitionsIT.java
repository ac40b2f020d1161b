package io.chasqui.delivery.store;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestDeliveries.endAlone;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.EndpointLedger;
import io.chasqui.delivery.LeftBehind;
import io.chasqui.delivery.NewDeliveries;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.QuietHours;
import io.chasqui.delivery.ReceiptLedger;
import io.chasqui.delivery.Refusal;
import io.chasqui.delivery.SendPermission;
import io.chasqui.delivery.StoredDelivery;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.delivery.store.StatesPage.Transition;
import io.chasqui.platform.CorrelationId;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each method of the ledger in each state of a delivery, as docs/delivery-states.md has them. */
class DeliveryTransitionsIT {

  private static final Set<DeliveryStatus> ALL = EnumSet.allOf(DeliveryStatus.class);
  private static final Set<DeliveryStatus> SENDING = EnumSet.of(DeliveryStatus.SENDING);
  private static final Instant LATER = Instant.parse("2126-01-01T00:00:00Z");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final Refusal SUPPRESSED = new Refusal(Refusal.Verdict.SUPPRESSED, "MANUAL");
  private static final Refusal ERASED =
      new Refusal(Refusal.Verdict.CANCELLED, Refusal.RECIPIENT_ERASED);
  private static final Outcome ANY = new Outcome.TemporaryFailure("ANY", null);

  private static final TestDatabase database = TestDatabase.fresh();
  private static final JdbcClient jdbc = database.jdbc();
  private static final NewDeliveries intake = new NewDeliveryStore(jdbc);
  private static final AttemptLedger attempts = new AttemptStore(jdbc);
  private static final ActionLedger actions = new ActionStore(jdbc);
  private static final ReceiptLedger receipts = new ReceiptStore(jdbc);
  private static final EndpointLedger endpoints = new EndpointDeliveryStore(jdbc);
  private static final WorkerLedger workers = new WorkerStore(jdbc, Clock.systemUTC());

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE delivery_message CASCADE").update();
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void aTransitionIsMadeFromTheStatesOnThePageAndFromNoOther(Act act) {
    Transition page = onThePage(act);
    Map<DeliveryStatus, String> expected = new EnumMap<>(DeliveryStatus.class);
    Map<DeliveryStatus, String> found = new EnumMap<>(DeliveryStatus.class);
    for (DeliveryStatus state : ALL) {
      boolean isLegal = page.from().contains(state);
      expected.put(state, isLegal ? page.to() + ", yes" : state + ", untouched, no");
      found.put(state, done(act, state, isLegal));
    }

    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aQuestionChangesNoState(Act act) {
    for (DeliveryStatus state : ALL) {
      DeliveryId id = stored(state, act.given());

      assertThat(act.isAnswered(id, act.yesIn().contains(state)))
          .as("%s in %s", act, state)
          .isEqualTo(act.yesIn().contains(state));
      assertThat(status(id)).isEqualTo(state);
    }
  }

  @Test
  void whatIsStoredIsScheduled() {
    DeliveryId id = DeliveryId.fresh();

    intake.addAll(List.of(fresh(id)));

    assertThat(status(id)).isEqualTo(DeliveryStatus.SCHEDULED);
  }

  @Test
  void everyTransitionOnThePageIsHere() {
    assertThat(transitions().map(Act::toString))
        .containsExactlyInAnyOrderElementsOf(
            StatesPage.transitions().stream()
                .filter(transition -> !transition.from().isEmpty())
                .map(Transition::toString)
                .toList());
    assertThat(StatesPage.transitions())
        .contains(new Transition("addAll", Set.of(), DeliveryStatus.SCHEDULED));
  }

  @Test
  void everyMethodThatIsAboutADeliveryIsHere() {
    Set<String> ofProviders = names(ChannelPauses.class);

    assertThat(Stream.concat(transitions(), questions()).map(Act::method))
        // One of a delivery is one of several: it is the same statement.
        .containsAll(
            names(ActionLedger.class).stream().map(name -> name.replaceAll("All$", "")).toList())
        .containsAll(List.of("received", "undelivered"))
        .containsAll(
            names(AttemptLedger.class).stream()
                .filter(name -> !ofProviders.contains(name))
                .toList());
  }

  @Test
  void thePageAgreesOnWhatIsOpen() {
    assertThat(ALL.stream().filter(DeliveryStatus::isOpen))
        .containsExactlyInAnyOrderElementsOf(StatesPage.open());
  }

  @Test
  void thePartialIndexesAreOfSetsThatStatementsAskFor() {
    assertThat(
            jdbc.sql(
                    """
                    SELECT pg_get_expr(indpred, indrelid) FROM pg_index
                    WHERE indrelid = 'delivery_state'::regclass
                      AND pg_get_expr(indpred, indrelid) LIKE '%status%'
                    """)
                .query(String.class)
                .list())
        .map(DeliveryTransitionsIT::states)
        .containsExactlyInAnyOrder(
            DeliveryStates.OPEN, DeliveryStates.WAITING, DeliveryStates.FINAL);
  }

  static Stream<Act> transitions() {
    return Stream.of(
        Act.transition("markQueued", DeliveryStatus.QUEUED)
            .silently(id -> attempts.markQueued(List.of(id))),
        Act.transition("handBack", DeliveryStatus.QUEUED)
            .silently(id -> attempts.handBack(List.of(claimed(id)))),
        Act.transition("claim", DeliveryStatus.SENDING)
            .answering(
                id ->
                    !attempts
                        .claim(List.of(id), TestDeliveries.worker("w"), A_MINUTE, "test:peer")
                        .isEmpty()),
        Act.transition("end", DeliveryStatus.DELIVERED)
            .answering(
                id ->
                    endAlone(
                        attempts,
                        end(id, new Outcome.Delivered(null, null)),
                        DeliveryStatus.DELIVERED)),
        Act.transition("end", DeliveryStatus.FAILED)
            .answering(id -> endAlone(attempts, end(id, ANY), DeliveryStatus.FAILED)),
        Act.transition("end", DeliveryStatus.UNCERTAIN)
            .answering(id -> endAlone(attempts, end(id, ANY), DeliveryStatus.UNCERTAIN)),
        Act.transition("tryAgain", DeliveryStatus.RETRYING)
            .answering(id -> attempts.tryAgain(end(id, ANY), A_MINUTE).isPresent()),
        Act.transition("putOff", DeliveryStatus.RETRYING)
            .silently(id -> attempts.putOff(id, LATER, "QUOTA")),
        Act.transition("putOff", DeliveryStatus.RETRYING)
            .answering(id -> attempts.putOff(id, A_MINUTE, "STORAGE_UNAVAILABLE").isPresent()),
        Act.transition("end", DeliveryStatus.SUPPRESSED)
            .answering(id -> endAlone(attempts, end(id, ANY), DeliveryStatus.SUPPRESSED)),
        Act.transition("end", DeliveryStatus.CANCELLED)
            .answering(id -> endAlone(attempts, end(id, ANY), DeliveryStatus.CANCELLED)),
        Act.transition("beQuiet", DeliveryStatus.RETRYING)
            .silently(
                id ->
                    attempts.beQuiet(
                        id, LATER, new QuietHours.Window(LATER, LATER.plus(A_MINUTE)))),
        Act.transition("refuse", DeliveryStatus.SUPPRESSED)
            .answering(
                id -> {
                  suppress(id);
                  return attempts.refuse(id, "test:peer", SUPPRESSED);
                }),
        Act.transition("refuse", DeliveryStatus.CANCELLED)
            .answering(
                id -> {
                  eraseRecipient(id);
                  return attempts.refuse(id, "test:peer", ERASED);
                }),
        Act.transition("expire", DeliveryStatus.EXPIRED)
            .given("expires_at = now()")
            .answering(attempts::expire),
        Act.transition("expireOverdue", DeliveryStatus.EXPIRED)
            .given("expires_at = now()")
            .answering(id -> !attempts.expireOverdue().isEmpty()),
        Act.transition("cancel", DeliveryStatus.CANCELLED).answering(actions::cancel),
        Act.transition("endAll", DeliveryStatus.CANCELLED)
            .answering(id -> !actions.endAll(List.of(id), "NEXT_CHANNEL").isEmpty()),
        Act.transition("reschedule", DeliveryStatus.SCHEDULED)
            .answering(id -> actions.reschedule(id, LATER).isPresent()),
        Act.transition("revive", DeliveryStatus.QUEUED)
            .answering(id -> actions.revive(id).isPresent()),
        Act.transition("undelivered", DeliveryStatus.FAILED)
            .given("provider_message_id = 'SM1'")
            .answering(id -> receipts.undelivered(id, "SM1", "30003").isPresent()),
        Act.transition("giveUp", DeliveryStatus.FAILED)
            .answering(id -> endpoints.giveUp(id, "ENDPOINT_DISABLED").isPresent()),
        Act.transition("confirm", DeliveryStatus.DELIVERED).answering(actions::confirm));
  }

  static Stream<Act> questions() {
    return Stream.of(
        Act.question("hold", ALL).answering(actions::hold),
        Act.question("holdFree", ALL).answering(id -> actions.holdFree(List.of(id)).contains(id)),
        Act.question("mayHaveIt", Set.of()).answering(id -> attempts.mayHaveIt(id).isPresent()),
        Act.question("laneOf", ALL).answering(id -> attempts.laneOf(id).isPresent()),
        Act.question("standing", ALL)
            .answering(id -> attempts.standing(id, "test:peer").isPresent()),
        Act.question("lastByte", SENDING)
            .given("due_at = now() + interval '1 minute'")
            .answering(id -> attempts.lastByte(id, 1) == SendPermission.ALLOWED),
        Act.question("lastByteAgain", SENDING)
            .given("due_at = now() + interval '1 minute'")
            .answering(id -> attempts.lastByteAgain(id, 1) == SendPermission.ALLOWED),
        Act.question("turnTo", SENDING)
            .given("due_at = now() + interval '1 minute'")
            .answering(id -> attempts.turnTo(id, 1, "test:other")),
        Act.question("received", EnumSet.of(DeliveryStatus.DELIVERED))
            .given("provider_message_id = 'SM1'")
            .answering(id -> receipts.received(id, "SM1")),
        Act.question("takeForLost", SENDING)
            .answering(id -> attempts.takeForLost(id, 1).isPresent()),
        Act.question("endLeases", ALL)
            .given("due_at = now() + interval '1 minute'")
            .silently(id -> workers.endLeases(List.of(leftBehind(id)))));
  }

  private static Transition onThePage(Act act) {
    return StatesPage.transitions().stream()
        .filter(one -> one.method().equals(act.method()) && one.to() == act.to())
        .findFirst()
        .orElseThrow();
  }

  /** The state it leads to, whether the row was written, and what the method says of that. */
  private static String done(Act act, DeliveryStatus state, boolean isLegal) {
    DeliveryId id = stored(state, act.given());
    String before = version(id);
    boolean answer = act.isAnswered(id, isLegal);
    String written = version(id).equals(before) ? ", untouched" : "";
    return status(id) + written + (answer ? ", yes" : ", no");
  }

  /** One that is due, with an attempt that has not ended and had permission to send. */
  private static DeliveryId stored(DeliveryStatus state, String given) {
    DeliveryId id = DeliveryId.fresh();
    intake.addAll(List.of(fresh(id)));
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = :status, attempt = 1, failure_code = 'ANY',
                completed_at = CASE WHEN :status NOT IN %s THEN now() END, %s
            WHERE id = :id
            """
                .formatted(DeliveryStates.OPEN, given))
        .param("status", state.name())
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO delivery_attempt (delivery_id, number, worker, started_at, phase)
            VALUES (:id, 1, 'w', now(), 'TRANSMITTING')
            """)
        .param("id", id.value())
        .update();
    return id;
  }

  private static StoredDelivery fresh(DeliveryId id) {
    return new StoredDelivery(id, anEmail().build(), Instant.now(), null);
  }

  private static void suppress(DeliveryId id) {
    jdbc.sql("UPDATE delivery_message SET recipient_id = id WHERE id = :id")
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO suppression (id, recipient_id, reason, since)
            VALUES (:id, :id, 'MANUAL', now())
            """)
        .param("id", id.value())
        .update();
  }

  private static void eraseRecipient(DeliveryId id) {
    jdbc.sql("UPDATE delivery_message SET recipient_id = id WHERE id = :id")
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            INSERT INTO recipient (id, created_at, updated_at, erased_at)
            VALUES (:id, now(), now(), now())
            """)
        .param("id", id.value())
        .update();
  }

  private static EndOfAttempt end(DeliveryId id, Outcome outcome) {
    return new EndOfAttempt(id, 1, null, outcome, true);
  }

  private static LeftBehind leftBehind(DeliveryId id) {
    return new LeftBehind(
        TestDeliveries.waiting(id, Channel.EMAIL, new CorrelationId("report-1"), LATER), 1, "w");
  }

  private static ClaimedDelivery claimed(DeliveryId id) {
    DeliveryRequest of = anEmail().build();
    return new ClaimedDelivery(
        id,
        of.correlationId(),
        null,
        of.channel(),
        new StoredRecipient(of.recipient().kind(), of.recipient().value()),
        null,
        "",
        of.correlationId(),
        null,
        of.onUnknown(),
        null,
        1,
        0,
        false,
        LATER,
        LATER,
        null,
        null,
        null,
        null,
        false,
        null);
  }

  private static DeliveryStatus status(DeliveryId id) {
    return DeliveryStatus.valueOf(text("status", id));
  }

  /** A row that was written has another one. */
  private static String version(DeliveryId id) {
    return text("xmin::text", id);
  }

  private static String text(String what, DeliveryId id) {
    return jdbc.sql("SELECT " + what + " FROM delivery_state WHERE id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private static String states(String predicate) {
    return Pattern.compile("'[A-Z]+'")
        .matcher(predicate)
        .results()
        .map(state -> state.group())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Set<String> names(Class<?> type) {
    return Stream.of(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
  }
}
