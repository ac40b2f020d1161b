package io.chasqui.server.schedule.web;

import io.chasqui.contract.schedule.EmailScheduled;
import io.chasqui.contract.schedule.MessagingScheduled;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.address.TelegramChat;
import io.chasqui.platform.log.Mdc;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.schedule.Order;
import io.chasqui.server.schedule.Orders;
import io.chasqui.server.schedule.ReportScheduler;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = "/api",
    consumes = MediaType.APPLICATION_JSON_VALUE,
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "schedule", description = "Send a report to a person at a time")
class ScheduleController {

  private static final Logger log = LoggerFactory.getLogger(ScheduleController.class);
  private static final String SCHEDULED = "Scheduled";

  private static final String KEY_DESCRIPTION =
      "1-255 characters. A request that is sent again with its key while that is kept, 24 hours"
          + " unless configured otherwise, is not done again but gets the first answer.";

  private final ReportScheduler scheduler;
  private final Orders orders;

  ScheduleController(ReportScheduler scheduler, Orders orders) {
    this.scheduler = scheduler;
    this.orders = orders;
  }

  @PostMapping("/schedule-email")
  @Operation(
      operationId = "scheduleEmail",
      summary = "Schedule a report by e-mail",
      description =
          "Stores a delivery and its job, both or neither. Field names are matched without regard"
              + " to case.")
  ResponseEntity<EmailScheduled> email(
      @RequestBody Written<ScheduleEmailRequest> request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Parameter(description = KEY_DESCRIPTION)
          @Nullable String idempotencyKey,
      HttpServletRequest http) {
    Accepted<Order> accepted = accept(request, idempotencyKey, http);
    Order order = accepted.understood();
    UUID id = accepted.result().id();
    return answer(
        http,
        id,
        new EmailScheduled(
            id,
            order.correlationId().value(),
            SCHEDULED,
            order.scheduledTime(),
            "Email task scheduled successfully",
            order.address() == null ? null : order.address().value(),
            order.recipientAscii(),
            order.recipientId()));
  }

  @PostMapping("/schedule-messaging")
  @Operation(
      operationId = "scheduleMessaging",
      summary = "Schedule a report by messenger, or a message alone",
      description =
          "By telegram it needs the chat's id, or a phone number whose owner has shared it with the"
              + " bot. By sms it needs a phone number and a message, by push and webhook a"
              + " recipientId and a message; these carry no report. A recipientId may take the"
              + " place of any address. By push each browser of the recipient gets a delivery,"
              + " all or none; jobIds names them. Stores deliveries and their jobs, both or"
              + " neither.")
  @Answers(
      value = 422,
      when =
          "The channel is off, or the message takes more parts as an SMS than it may, segments"
              + " says how many, or more bytes as a push message, bytes says how many. Nothing"
              + " was stored.")
  ResponseEntity<MessagingScheduled> messaging(
      @RequestBody Written<ScheduleMessagingRequest> request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Parameter(description = KEY_DESCRIPTION)
          @Nullable String idempotencyKey,
      HttpServletRequest http) {
    Accepted<Order> accepted = accept(request, idempotencyKey, http);
    Order order = accepted.understood();
    UUID id = accepted.result().id();
    String address = order.address() == null ? null : order.address().value();
    boolean isChat = order.address() instanceof TelegramChat;
    List<UUID> ids =
        orders.withSiblings(new DeliveryId(id), order).stream().map(DeliveryId::value).toList();
    return answer(
        http,
        id,
        new MessagingScheduled(
            id,
            order.correlationId().value(),
            SCHEDULED,
            order.scheduledTime(),
            "Messaging task scheduled successfully",
            isChat ? address : null,
            isChat ? null : address,
            order.recipientId(),
            ids.size() == 1 ? null : ids));
  }

  private Accepted<Order> accept(
      Written<? extends ScheduleRequest> request,
      @Nullable String idempotencyKey,
      HttpServletRequest http) {
    Accepted<Order> accepted = scheduler.accept(request, idempotencyKey, http.getRemoteUser());
    Order order = accepted.understood();
    // From here on the request's log is the delivery's.
    Mdc.putDelivery(order.correlationId(), order.customerId());
    MDC.put(Mdc.DELIVERY_ID, accepted.result().id().toString());
    log.info(
        "Delivery {} of report {} by {} is scheduled for {}",
        accepted.result().id(),
        order.correlationId(),
        order.channel(),
        order.scheduledTime());
    return accepted;
  }

  private static <T> ResponseEntity<T> answer(HttpServletRequest http, UUID id, T body) {
    return ResponseEntity.ok()
        .header(HttpHeaders.LOCATION, Address.of(http, "/api/deliveries/" + id).toString())
        .body(body);
  }
}
