package io.chasqui.server.notification.broker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as a broker brought it.
 *
 * @param source of which broker, {@code rabbitmq} or {@code kafka}
 * @param type what its property or header says that it is; null: nothing
 * @param routingKey by which it was routed; null: the broker knows no such key
 * @param topic under which it lay, a name for what names none itself; null: under none
 * @param id the same each time that it comes; null: the body has to tell it
 * @param correlationId what its sender knows it by; null: nothing
 * @param sentAt when the broker got it, or its sender says so; null: nobody says
 * @param traceparent the header, as somebody wrote it; null: none
 * @param body as it came
 */
@SuppressWarnings("ArrayRecordComponent")
public record BrokerMessage(
    String source,
    @Nullable String type,
    @Nullable String routingKey,
    @Nullable String topic,
    @Nullable String id,
    @Nullable String correlationId,
    @Nullable Instant sentAt,
    @Nullable String traceparent,
    byte[] body) {

  /** Nothing of the body. */
  @Override
  public String toString() {
    return "BrokerMessage[" + source + ", " + id + "]";
  }
}
