package io.chasqui.server.notification;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.Digests;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.DecisionStep;
import io.chasqui.server.notification.decision.Matter;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.template.Occasion;
import io.chasqui.server.template.event.EventData;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventType.IdempotentBy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order with all that follows from it before it is decided.
 *
 * @param id the notification's
 * @param key by which a repetition is known, 64 hexadecimal digits
 * @param at not before
 */
record Commission(
    NotificationOrder order,
    UUID id,
    EventType type,
    Category category,
    EventData data,
    String dataSha256,
    String key,
    Instant now,
    Instant at,
    Instant expiresAt,
    @Nullable Traceparent traceparent) {

  /**
   * @param byRecipientAlone whether repetitions are known so where nobody wrote down a type
   */
  static Commission of(
      NotificationOrder order,
      EventType type,
      Category category,
      boolean byRecipientAlone,
      Instant received) {
    Instant now = received.truncatedTo(ChronoUnit.MICROS);
    Instant asked = order.scheduledTime();
    Instant at = asked == null || asked.isBefore(now) ? now : asked.truncatedTo(ChronoUnit.MICROS);
    Instant expiresAt = order.expiresAt();
    String digest = CanonicalJson.sha256(order.data());
    boolean byKey = type.isWritten() ? type.idempotency() == IdempotentBy.KEY : !byRecipientAlone;
    return new Commission(
        order,
        TimeUuid.fresh(),
        type,
        category,
        EventData.read(type, order.data()),
        digest,
        key(order, byKey ? told(order, digest) : ""),
        now,
        at,
        expiresAt == null ? at.plus(type.ttl()) : expiresAt.truncatedTo(ChronoUnit.MICROS),
        order.traceparent() == null ? Traceparent.current() : order.traceparent());
  }

  /** A business key cannot be taken for a digest. */
  private static String told(NotificationOrder order, String digest) {
    return order.businessKey() == null ? "data " + digest : "key " + order.businessKey();
  }

  private static String key(NotificationOrder order, String told) {
    return Digests.sha256Hex(order.event() + "\n" + order.recipientId() + "\n" + told);
  }

  Matter matter() {
    Instant occurred = order.occurredAt();
    return new Matter(
        new Occasion(id, type.name(), occurred == null ? now : occurred, order.recipientId(), data),
        type,
        category,
        order.channels(),
        List.of(),
        at,
        expiresAt);
  }

  CorrelationId correlationId() {
    CorrelationId given = order.correlationId();
    return given == null ? new CorrelationId(id.toString()) : given;
  }

  /** That it is told. */
  Notification chosen(Decided.Chosen chosen, List<DecisionStep> decisions) {
    Decided.Choice first = chosen.choices().get(0);
    return notification(
        NotificationStatus.PENDING, null, first.channel(), first.template(), first.at(), decisions);
  }

  /** That it is over at once. */
  Notification failed(String reason, List<DecisionStep> decisions) {
    return notification(NotificationStatus.FAILED, reason, null, null, null, decisions);
  }

  private Notification notification(
      NotificationStatus status,
      @Nullable String reason,
      @Nullable Channel channel,
      @Nullable String template,
      @Nullable Instant plannedAt,
      List<DecisionStep> decisions) {
    Instant occurred = order.occurredAt();
    boolean isTooLarge =
        order.data().toString().getBytes(StandardCharsets.UTF_8).length > EventData.MOST_BYTES;
    return new Notification(
        id,
        order.recipientId(),
        type.name(),
        order.businessKey(),
        isTooLarge ? null : order.data(),
        dataSha256,
        category.name(),
        order.channels(),
        status,
        reason,
        channel,
        template,
        correlationId(),
        order.requestedBy(),
        traceparent,
        occurred == null ? now : occurred,
        now,
        at,
        expiresAt,
        plannedAt,
        status.isOver() ? now : null,
        0,
        0,
        null,
        decisions,
        null);
  }
}
