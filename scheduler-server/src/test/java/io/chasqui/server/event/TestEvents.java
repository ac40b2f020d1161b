package io.chasqui.server.event;

import io.chasqui.server.event.OutboxEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Events as a relay hands them over. */
public final class TestEvents {

  static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Instant AT = Instant.parse("2026-11-22T09:00:05Z");

  private TestEvents() {}

  /** Of as many deliveries. */
  public static List<OutboxEvent> some(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(number -> event(number, "{}")).toList();
  }

  public static OutboxEvent event(long number, String json) {
    return new OutboxEvent(
        number,
        UUID.randomUUID(),
        Kind.DELIVERY,
        UUID.randomUUID(),
        "report-" + number,
        "delivery.sending",
        1,
        "report-" + number,
        AT,
        TRACE,
        json.getBytes(StandardCharsets.UTF_8));
  }

  public static OutboxEvent alert() {
    return new OutboxEvent(
        1,
        UUID.randomUUID(),
        Kind.ALERT,
        UUID.randomUUID(),
        "alert-1",
        "alert.raised",
        1,
        null,
        AT,
        null,
        "{}".getBytes(StandardCharsets.UTF_8));
  }
}
