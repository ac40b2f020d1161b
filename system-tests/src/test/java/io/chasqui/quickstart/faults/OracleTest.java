package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An oracle that finds everything well proves nothing. */
class OracleTest {

  private static final String DOMAIN = "chasqui.example";
  private static final Instant DUE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant DEADLINE = DUE.plusSeconds(10);
  private static final Accepted EMAIL =
      new Accepted("id-1", Request.email("ana").notAfter(DEADLINE), DUE);
  private static final Accepted TELEGRAM = new Accepted("id-2", Request.telegram(7), DUE);

  @Test
  void findsThePromiseKeptWhenEachCameOnceInTime() {
    assertThat(violations(EMAIL, "DELIVERED", mailAt(1))).isEmpty();
    assertThat(violations(TELEGRAM, "DELIVERED", messageAt(1))).isEmpty();
    assertThat(violations(EMAIL, "FAILED")).isEmpty();
  }

  @Test
  void findsWhatHasNotEnded() {
    assertThat(violations(EMAIL, "SENDING")).singleElement().asString().startsWith("lost");
  }

  @Test
  void findsASecondCopyThatTheJournalDoesNotExplain() {
    assertThat(violations(EMAIL, "DELIVERED", mailAt(1), mailAt(2)))
        .singleElement()
        .asString()
        .startsWith("sent too often");
  }

  @Test
  void allowsASecondMailAfterAnAttemptOfUnknownOutcomeButNoThird() {
    assertThat(violationsAfterUnknown(EMAIL, mailAt(1), mailAt(2))).isEmpty();
    assertThat(violationsAfterUnknown(EMAIL, mailAt(1), mailAt(2), mailAt(3))).hasSize(1);
  }

  @Test
  void allowsNoSecondMessageWhereUnknownOutcomesAreHeld() {
    assertThat(violationsAfterUnknown(TELEGRAM, messageAt(1))).isEmpty();
    assertThat(violationsAfterUnknown(TELEGRAM, messageAt(1), messageAt(2))).hasSize(1);
  }

  @Test
  void findsWhatWasSentWithoutHavingBeenAccepted() {
    assertThat(violations(TELEGRAM, "DELIVERED", messageAt(1), mailAt(1)))
        .containsExactly("sent without having been accepted: ana@example.com");
  }

  @Test
  void findsWhatIsSaidToBeDeliveredAndWasNot() {
    assertThat(violations(EMAIL, "DELIVERED")).hasSize(1);
  }

  @Test
  void findsWhatWasSentAndIsSaidToHaveFailed() {
    assertThat(violations(EMAIL, "EXPIRED", mailAt(1))).hasSize(1);
  }

  @Test
  void findsWhatCameTooEarlyOrTooLate() {
    assertThat(violations(EMAIL, "DELIVERED", mailAt(-1)))
        .singleElement()
        .asString()
        .startsWith("sent before its time");
    assertThat(violations(EMAIL, "DELIVERED", mailAt(11)))
        .singleElement()
        .asString()
        .startsWith("sent after its deadline");
  }

  @Test
  void findsACopyUnderAnotherMessageId() {
    Arrival strange = new Arrival(EMAIL.request().recipient(), "<other@" + DOMAIN + ">", DUE, DUE);
    assertThat(violations(EMAIL, "DELIVERED", strange)).hasSize(1);
  }

  private static Arrival mailAt(int second) {
    return arrival(EMAIL, "<id-1@" + DOMAIN + ">", second);
  }

  private static Arrival messageAt(int second) {
    return arrival(TELEGRAM, "", second);
  }

  private static Arrival arrival(Accepted accepted, String messageId, int second) {
    Instant at = DUE.plusSeconds(second);
    return new Arrival(accepted.request().recipient(), messageId, at, at);
  }

  private static List<String> violations(Accepted accepted, String status, Arrival... arrivals) {
    return violations(accepted, delivery(status, status), arrivals);
  }

  private static List<String> violationsAfterUnknown(Accepted accepted, Arrival... arrivals) {
    return violations(accepted, delivery("DELIVERED", "UNKNOWN"), arrivals);
  }

  private static List<String> violations(
      Accepted accepted, JsonNode delivery, Arrival... arrivals) {
    return new Oracle(Map.of(accepted, delivery), List.of(arrivals), DOMAIN).violations();
  }

  private static ObjectNode delivery(String status, String outcome) {
    ObjectNode delivery = JsonNodeFactory.instance.objectNode().put("status", status);
    delivery.putArray("attempts").addObject().put("outcome", outcome);
    return delivery;
  }
}
