package io.chasqui.server.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.server.event.PublishResult.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every publisher does, shown with its real broker. */
public abstract class EventPublisherContract {

  protected EventPublisher publisher;

  /** One with a topic or an exchange of its own, which {@link #received} reads. */
  protected abstract EventPublisher newPublisher();

  /** Everything that has arrived at the newest publisher's topic or exchange, oldest first. */
  protected abstract List<Received> received();

  protected abstract void stopBroker();

  protected abstract void startBrokerAgain();

  @BeforeEach
  void open() {
    publisher = newPublisher();
  }

  @AfterEach
  void close() {
    publisher.close();
  }

  @Test
  void eventsArriveWithAllThatIsNeededToReadThem() {
    OutboxEvent event = TestEvents.event(7, "{\"sequence\":7}");

    assertThat(publisher.hand(List.of(event)))
        .isEqualTo(new PublishResult(List.of(event), List.of(), null));

    assertThat(received())
        .containsExactly(
            new Received(
                event.eventId(),
                "delivery.sending",
                "report-7",
                "1",
                TestEvents.TRACE,
                "{\"sequence\":7}"));
  }

  @Test
  void alertsArriveToo() {
    OutboxEvent alert = TestEvents.alert();

    assertThat(publisher.hand(List.of(alert)).arrived()).containsExactly(alert);

    assertThat(received()).extracting(Received::type).containsExactly("alert.raised");
  }

  @Test
  void manyArriveAtOnceAndInOrder() {
    List<OutboxEvent> events = TestEvents.some(500);

    PublishResult handover = publisher.hand(events);

    assertThat(handover.problem()).isNull();
    assertThat(handover.arrived()).containsExactlyInAnyOrderElementsOf(events);
    assertThat(received())
        .extracting(Received::eventId)
        .containsExactlyElementsOf(events.stream().map(OutboxEvent::eventId).toList());
  }

  @Test
  void anEventThatIsTooLargeIsRefusedAndTheOthersArrive() {
    OutboxEvent first = TestEvents.event(1, "{}");
    OutboxEvent large = TestEvents.event(2, "x".repeat(150_000));
    OutboxEvent last = TestEvents.event(3, "{}");
    List<OutboxEvent> open = new ArrayList<>(List.of(first, large, last));
    List<Refusal> refused = new ArrayList<>();

    for (int turn = 1; turn <= 2 && !open.isEmpty(); turn++) {
      PublishResult handover = publisher.hand(List.copyOf(open));
      assertThat(handover.problem()).isNull();
      refused.addAll(handover.refused());
      open.removeAll(handover.arrived());
      open.removeIf(event -> refused.stream().anyMatch(it -> it.sequence() == event.sequence()));
    }

    assertThat(open).isEmpty();
    assertThat(refused).extracting(Refusal::sequence).containsExactly(2L);
    assertThat(refused.get(0).reason()).containsPattern("(?i)too ?large|larger|greater");
    assertThat(received())
        .extracting(Received::eventId)
        .contains(first.eventId(), last.eventId())
        .doesNotContain(large.eventId());
  }

  @Test
  void whileTheBrokerIsAwayNothingIsConfirmedAndAfterwardsEverythingArrives() {
    List<OutboxEvent> before = TestEvents.some(1);
    List<OutboxEvent> after = TestEvents.some(3);
    assertThat(publisher.hand(before).problem()).isNull();

    stopBroker();
    try {
      PublishResult handover = publisher.hand(after);
      assertThat(handover.arrived()).isEmpty();
      assertThat(handover.refused()).isEmpty();
      assertThat(handover.problem()).isNotBlank().doesNotContain(secret());
    } finally {
      startBrokerAgain();
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> publisher.hand(after).arrived().size() == after.size());
    assertThat(received())
        .extracting(Received::eventId)
        .containsSubsequence(after.stream().map(OutboxEvent::eventId).toList());
  }

  /** The broker's password, or something that no text contains. */
  protected String secret() {
    return "never in any text";
  }

  /** What a consumer sees of an event. */
  public record Received(
      UUID eventId,
      String type,
      String key,
      String schemaVersion,
      String traceparent,
      String json) {}
}
