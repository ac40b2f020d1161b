package io.chasqui.server.schedule.web;

import io.chasqui.contract.schedule.EmailScheduled;
import io.chasqui.contract.schedule.MessagingScheduled;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.delivery.Recipient;
import io.chasqui.platform.Mdc;
import io.chasqui.server.schedule.Backlog;
import io.chasqui.server.schedule.RequestedDeliveries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

  private final RequestedDeliveries requested;
  private final Deliveries deliveries;
  private final Backlog backlog;

  ScheduleController(RequestedDeliveries requested, Deliveries deliveries, Backlog backlog) {
    this.requested = requested;
    this.deliveries = deliveries;
    this.backlog = backlog;
  }

  @PostMapping("/schedule-email")
  @Operation(
      operationId = "scheduleEmail",
      summary = "Schedule a report by e-mail",
      description =
          "Stores a delivery and its job, both or neither. Field names are matched without regard"
              + " to case.")
  ResponseEntity<EmailScheduled> email(@RequestBody ScheduleEmailRequest request) {
    NewDelivery delivery = requested.of(request);
    DeliveryId id = schedule(delivery);
    return answer(
        id,
        new EmailScheduled(
            id.value(),
            delivery.correlationId().value(),
            SCHEDULED,
            delivery.scheduledTime(),
            "Email task scheduled successfully",
            delivery.recipient().value()));
  }

  @PostMapping("/schedule-messaging")
  @Operation(
      operationId = "scheduleMessaging",
      summary = "Schedule a report by messenger",
      description =
          "Needs the chat's id, or a phone number whose owner has shared it with the bot. Stores a"
              + " delivery and its job, both or neither.")
  ResponseEntity<MessagingScheduled> messaging(@RequestBody ScheduleMessagingRequest request) {
    NewDelivery delivery = requested.of(request);
    DeliveryId id = schedule(delivery);
    Recipient recipient = delivery.recipient();
    boolean isChat = recipient.kind() == Recipient.Kind.CHAT_ID;
    return answer(
        id,
        new MessagingScheduled(
            id.value(),
            delivery.correlationId().value(),
            SCHEDULED,
            delivery.scheduledTime(),
            "Messaging task scheduled successfully",
            isChat ? recipient.value() : null,
            isChat ? null : recipient.value()));
  }

  private DeliveryId schedule(NewDelivery delivery) {
    backlog.requireRoom();
    // From here on the request's log is the delivery's; the job takes the context over.
    MDC.put(Mdc.CORRELATION_ID, delivery.correlationId().value());
    DeliveryId id = deliveries.schedule(delivery);
    log.info(
        "Delivery {} of report {} by {} is scheduled for {}",
        id,
        delivery.correlationId(),
        delivery.channel(),
        delivery.scheduledTime());
    return id;
  }

  private static <T> ResponseEntity<T> answer(DeliveryId id, T body) {
    return ResponseEntity.ok()
        .header(HttpHeaders.LOCATION, URI.create("/api/deliveries/" + id).toString())
        .body(body);
  }
}
