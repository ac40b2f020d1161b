package io.chasqui.server.notification.web;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.notification.NotificationDeliveredRequest;
import io.chasqui.contract.notification.NotificationView;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.notification.Notification;
import io.chasqui.server.notification.NotificationProblems;
import io.chasqui.server.notification.Notifications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do to notifications. */
@RestController
@RequestMapping(
    path = {NotificationController.ADDRESS + "/{id}", NotificationController.SPANISH + "/{id}"},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(NotificationController.SPANISH)
@Tag(name = "notifications")
class NotificationActController {

  private final Notifications notifications;

  NotificationActController(Notifications notifications) {
    this.notifications = notifications;
  }

  @PostMapping({"/retry", "/reintentar"})
  @Answers(404)
  @Answers(
      value = 409,
      when =
          "The reason says why: NOT_FAILED, MAX_ATTEMPTS, EXPIRED, ERASED, INVALID_PREFERENCE when"
              + " the recipient does not want it, or the rule that would drop it. Nothing was"
              + " changed.")
  @Answers(
      value = 422,
      when = "It cannot be told by any channel; decisions or errors say why. Nothing was changed.")
  @Operation(
      operationId = "retryNotification",
      summary = "Have a notification told once more",
      description = "One that failed or was cancelled, by the rules of now.")
  NotificationView retry(@PathVariable String id) {
    return view(notifications.retry(id(id)));
  }

  @PostMapping({"/cancel", "/cancelar"})
  @Answers(404)
  @Answers(
      value = 409,
      when = "It is being sent, may have arrived or is over: currentStatus. Nothing was changed.")
  @Operation(
      operationId = "cancelNotification",
      summary = "Stop a notification",
      description = "One that waits, for its time or between two attempts.")
  NotificationView cancel(@PathVariable String id) {
    return view(notifications.cancel(id(id)));
  }

  @PostMapping(
      path = {"/delivered", "/entregada"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Answers(404)
  @Answers(value = 409, when = "It cannot have arrived: currentStatus. Nothing was changed.")
  @Operation(
      operationId = "confirmNotification",
      summary = "Say that a notification has arrived",
      description =
          "One that may have, or of which more is known now. To say it again is no fault.")
  NotificationView delivered(
      @PathVariable String id, @RequestBody Written<NotificationDeliveredRequest> request) {
    Fields fields = new Fields(request);
    String messageId =
        fields
            .text("providerMessageId", Text.orNull(request.request().providerMessageId()))
            .orElse(null);
    fields.requireValid(null);
    return view(notifications.delivered(id(id), messageId));
  }

  private static UUID id(String written) {
    return CanonicalUuid.parse(written).orElseThrow(NotificationProblems::notFound);
  }

  private NotificationView view(Notification one) {
    List<DeliveryView> deliveries =
        notifications.deliveriesOf(List.of(one.id())).getOrDefault(one.id(), List.of());
    return NotificationViews.view(one, deliveries);
  }
}
