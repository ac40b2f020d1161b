package io.chasqui.server.notification.web;

import io.chasqui.contract.notification.NotificationRequest;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.Idempotency;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.intake.Result;
import io.chasqui.server.notification.IntakeResult;
import io.chasqui.server.notification.Notification;
import io.chasqui.server.notification.NotificationIntake;
import io.chasqui.server.notification.NotificationOrder;
import io.chasqui.server.notification.NotificationProblems;
import io.chasqui.server.notification.Notifications;
import io.chasqui.server.notification.OfRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes single requests in, each once for its Idempotency-Key. */
@Component
class NotificationRequests {

  private static final String KIND = "NOTIFICATION";

  private final Idempotency idempotency;
  private final NotificationIntake intake;
  private final Notifications notifications;
  private final NotificationFields fields;
  private final TransactionTemplate transaction;

  NotificationRequests(
      Idempotency idempotency,
      NotificationIntake intake,
      Notifications notifications,
      NotificationFields fields,
      TransactionTemplate transaction) {
    this.idempotency = idempotency;
    this.intake = intake;
    this.notifications = notifications;
    this.fields = fields;
    this.transaction = transaction;
  }

  /**
   * What came of a request.
   *
   * @param duplicate whether another request had made it
   */
  record Taken(Notification notification, boolean duplicate) {}

  Taken take(
      Written<NotificationRequest> request,
      @Nullable String idempotencyKey,
      @Nullable String requestedBy) {
    AtomicReference<IntakeResult.@Nullable Accepted> made = new AtomicReference<>();
    Accepted<NotificationOrder> accepted =
        idempotency.once(
            key(request, idempotencyKey),
            receivedAt -> fields.order(request, requestedBy, receivedAt),
            order -> identity(request.request(), order),
            order -> {
              IntakeResult.Accepted result = taken(order);
              made.set(result);
              return new Result(KIND, result.notification().id());
            });
    IntakeResult.Accepted result = made.get();
    return result == null
        ? new Taken(
            notifications.find(accepted.result().id()).orElseThrow(NotificationProblems::notFound),
            false)
        : new Taken(result.notification(), result.duplicate());
  }

  private static @Nullable IdempotencyKey key(
      Written<NotificationRequest> request, @Nullable String header) {
    if (header == null) {
      return null;
    }
    Fields own = new Fields(request);
    IdempotencyKey key = IdempotencyKey.read(own, header, null);
    own.requireValid(null);
    return key;
  }

  /** What is refused changes nothing in the directory either. */
  private IntakeResult.Accepted taken(NotificationOrder order) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              IntakeResult result = intake.takeIn(List.of(order), OfRefused.NOTHING).get(0);
              if (result instanceof IntakeResult.Refused refused) {
                throw NotificationProblems.refused(refused);
              }
              return (IntakeResult.Accepted) result;
            }));
  }

  /** Digests are stored: what is added later comes last, and only where a request has it. */
  private static List<@Nullable Object> identity(
      NotificationRequest request, NotificationOrder order) {
    List<@Nullable Object> parts =
        new ArrayList<>(
            Arrays.asList(
                "notification",
                order.recipientId(),
                order.event(),
                order.data(),
                order.businessKey(),
                order.channels(),
                order.scheduledTime(),
                order.expiresAt(),
                request.correlationId(),
                order.category()));
    if (request.recipient() != null) {
      parts.add(written(request.recipient()));
    }
    return parts;
  }

  /** Its own text form tells nothing of a person. */
  private static String written(RecipientRequest recipient) {
    return String.join(
        "\n",
        String.valueOf(recipient.externalId()),
        String.valueOf(recipient.name()),
        String.valueOf(recipient.email()),
        String.valueOf(recipient.phone()),
        String.valueOf(recipient.telegramChatId()),
        String.valueOf(recipient.locale()),
        String.valueOf(recipient.timeZone()),
        String.valueOf(recipient.tags()),
        String.valueOf(recipient.operatorCode()),
        String.valueOf(recipient.attributes()));
  }
}
