package io.chasqui.server.delivery.web;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.RescheduleRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryAction.AfterDeadline;
import io.chasqui.delivery.DeliveryAction.Erased;
import io.chasqui.delivery.DeliveryAction.Made;
import io.chasqui.delivery.DeliveryAction.StateConflict;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.log.Mdc;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.TimeFields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.delivery.DeliveryProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people decide about deliveries, answered with the delivery as it is then. */
@RestController
@RequestMapping(path = "/api/deliveries/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "deliveries")
class DeliveryActionController {

  private static final String NOT_IN_ITS_STATE =
      "The delivery's state does not allow it, see currentStatus. Nothing was changed.";

  private static final Logger log = LoggerFactory.getLogger(DeliveryActionController.class);

  private final Deliveries deliveries;
  private final Clock clock;

  DeliveryActionController(Deliveries deliveries, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @PostMapping("/cancel")
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "cancelDelivery",
      summary = "Stop a delivery",
      description = "As long as it waits: SCHEDULED, QUEUED or RETRYING.")
  DeliveryView cancel(@PathVariable String id) {
    return decide("Cancel", id, deliveries::cancel);
  }

  @PostMapping("/retry")
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "retryDelivery",
      summary = "Send a delivery again now",
      description =
          "When it is FAILED, EXPIRED, CANCELLED, SUPPRESSED or UNCERTAIN. It gets all its waits"
              + " again; a deadline that has passed is dropped. Not once its personal data were"
              + " erased. Who must not be written to gets nothing all the same.")
  DeliveryView retry(@PathVariable String id) {
    return decide("Retry", id, deliveries::retry);
  }

  @PostMapping("/confirm")
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "confirmDelivery",
      summary = "Say that a delivery has arrived",
      description = "When it is UNCERTAIN, and somebody knows. It is DELIVERED then.")
  DeliveryView confirm(@PathVariable String id) {
    return decide("Confirm", id, deliveries::confirm);
  }

  @PostMapping(path = "/reschedule", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "rescheduleDelivery",
      summary = "Give a delivery another time",
      description =
          "As long as it waits: SCHEDULED, QUEUED or RETRYING. A time in the past means now. The"
              + " time must be before the delivery's expiresAt, and at most 366 days ahead.")
  DeliveryView reschedule(
      @PathVariable String id, @RequestBody Written<RescheduleRequest> request) {
    Instant time = timeIn(request);
    return decide("Reschedule", id, delivery -> deliveries.reschedule(delivery, time));
  }

  private Instant timeIn(Written<RescheduleRequest> written) {
    String field = "scheduledTime";
    TimeFields fields = new TimeFields(written, clock.instant());
    Optional<Instant> time =
        fields
            .text(field, written.request().scheduledTime())
            .map(given -> fields.timeOfSending(field, fields.instant(field, given)));
    fields.requireValid(null);
    return time.orElseThrow();
  }

  private DeliveryView decide(String what, String id, Function<DeliveryId, DeliveryAction> how) {
    DeliveryId delivery = new DeliveryId(QueryParameters.uuid("id", id, "field.uuid"));
    DeliveryView now = delivery(how.apply(delivery));
    // From here on the request's log is the delivery's.
    Mdc.putDelivery(new CorrelationId(now.correlationId()), now.customerId());
    MDC.put(Mdc.DELIVERY_ID, now.id().toString());
    log.info("{} of delivery {}: it is {} now", what, delivery, now.status());
    return now;
  }

  private static DeliveryView delivery(DeliveryAction decision) {
    if (decision instanceof Made made) {
      return made.delivery();
    }
    if (decision instanceof StateConflict conflict) {
      throw DeliveryProblems.inState(conflict.current());
    }
    if (decision instanceof Erased) {
      throw new RequestRefused(DeliveryProblems.ERASED);
    }
    if (decision instanceof AfterDeadline) {
      throw new InvalidRequest(new FieldProblem("scheduledTime", "field.afterDeadline"));
    }
    throw DeliveryProblems.notFound();
  }
}
