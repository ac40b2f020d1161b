package io.chasqui.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.event.EventRelays.Relayed;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What becomes of events that nobody takes; time is moved by making rows older. */
@ExtendWith(OutputCaptureExtension.class)
class EventPrunerIT {

  private static final EventDatabase events = new EventDatabase();

  @BeforeEach
  void clear() {
    events
        .jdbc
        .sql("TRUNCATE delivery_message, event_outbox, event_refused, event_publisher CASCADE")
        .update();
  }

  @Test
  void eventsOfAPublisherThatNoServerNamesAreWrittenForAWhileAndThenNoMore(CapturedOutput output) {
    server("kafka").start();
    EventRelays withoutIt = server();
    events.schedule("r-1");

    tidyUp(withoutIt);
    assertThat(events.database.count("event_outbox")).isEqualTo(1);

    days(8, "UPDATE event_publisher SET wanted_at = wanted_at");
    tidyUp(withoutIt);
    events.schedule("r-2");

    assertThat(events.database.count("event_publisher")).isZero();
    assertThat(events.database.count("event_outbox")).isZero();
    assertThat(output).contains("No server has named kafka");
  }

  @Test
  void aServerThatNamesAPublisherKeepsItWanted() {
    EventRelays naming = server("kafka");
    naming.start();
    days(8, "UPDATE event_publisher SET wanted_at = wanted_at");

    tidyUp(naming);
    tidyUp(server());

    assertThat(events.database.count("event_publisher")).isEqualTo(1);
  }

  @Test
  void eventsThatNoBrokerTookForSoLongAreRemovedAndCounted(CapturedOutput output) {
    EventRelays server = server("kafka");
    events.outbox("kafka").want();
    events.schedule("r-1");
    days(8, "UPDATE event_outbox SET occurred_at = occurred_at");
    events.schedule("r-2");

    tidyUp(server);

    assertThat(events.waiting("kafka")).hasSize(1).allMatch(it -> it.correlationId().equals("r-2"));
    assertThat(output).contains("1 events for kafka were removed");
    assertThat(events.meters.counter("chasqui.events.dropped", "publisher", "kafka").count())
        .isEqualTo(1);
  }

  @Test
  void howManyWaitAndForHowLongIsMeasured() {
    EventRelays server = server("kafka");
    events.outbox("kafka").want();
    events.schedule("r-1");
    days(1, "UPDATE event_outbox SET occurred_at = occurred_at");

    server.measure();

    assertThat(gauge("chasqui.events.waiting")).isEqualTo(1);
    assertThat(gauge("chasqui.events.oldest.seconds")).isBetween(86_000.0, 87_000.0);
  }

  @Test
  void theyAreRemovedBatchByBatch() {
    EventRelays server = server("kafka");
    events.outbox("kafka").want();
    IntStream.range(0, 5).forEach(i -> events.schedule("r-" + i));
    days(8, "UPDATE event_outbox SET occurred_at = occurred_at");
    setAside(3);
    days(8, "UPDATE event_refused SET refused_at = refused_at");
    setAside(1);

    assertThat(IntStream.range(0, 3).map(i -> server.remove(1))).containsExactly(1, 0, 0);
    assertThat(IntStream.range(0, 3).map(i -> server.removeRefused(2))).containsExactly(2, 1, 0);
  }

  private static void setAside(int count) {
    EventOutbox outbox = events.outbox("kafka");
    outbox.setAside(
        outbox.oldest(count).events().stream()
            .map(event -> new PublishResult.Refusal(event.sequence(), "too large"))
            .toList());
  }

  private static void tidyUp(EventRelays server) {
    server.want();
    server.remove(1_000);
    server.removeRefused(1_000);
  }

  private static double gauge(String name) {
    return events.meters.get(name).tag("publisher", "kafka").gauge().value();
  }

  private static void days(int count, String update) {
    events.jdbc.sql(update + " - interval '" + count + " days'").update();
  }

  /** One whose broker is always away. */
  private static EventRelays server(String... publishers) {
    events.meters.clear();
    return new EventRelays(
        List.of(publishers).stream().map(EventPrunerIT::relayed).toList(),
        new EventPruner(events.jdbc, Duration.ofDays(7)));
  }

  private static Relayed relayed(String name) {
    EventPublisher publisher = new ScriptedPublisher().away(true);
    EventMeters meters = new EventMeters(name, events.meters);
    EventRelay relay =
        new EventRelay(name, events.outbox(name), publisher, events.transaction, meters);
    return new Relayed(name, events.outbox(name), publisher, relay, meters);
  }
}
