package io.chasqui.server.notification.broker;

import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.server.notification.IntakeResult;
import io.chasqui.server.notification.NotificationIntake;
import io.chasqui.server.notification.NotificationOrder;
import io.chasqui.server.notification.OfRefused;
import io.chasqui.server.notification.broker.ConsumedMeters.Result;
import java.util.List;

/** Hands events to where requests go too. Nobody waits for an answer: what is refused is stored. */
final class NotificationDecisions implements EventDecisions {

  private final NotificationIntake intake;

  NotificationDecisions(NotificationIntake intake) {
    this.intake = intake;
  }

  @Override
  public List<Result> decide(List<IncomingEvent> events) {
    return intake
        .takeIn(events.stream().map(NotificationDecisions::order).toList(), OfRefused.A_FAILED_ONE)
        .stream()
        .map(NotificationDecisions::result)
        .toList();
  }

  private static NotificationOrder order(IncomingEvent event) {
    return new NotificationOrder(
        event.recipientId(),
        null,
        event.event(),
        event.data(),
        event.businessKey(),
        List.of(),
        null,
        null,
        event.correlationId(),
        null,
        event.occurredAt(),
        null,
        event.traceparent());
  }

  private static Result result(IntakeResult result) {
    if (!(result instanceof IntakeResult.Accepted accepted)) {
      return Result.FAILED;
    }
    if (accepted.duplicate()) {
      return Result.DUPLICATE;
    }
    return accepted.notification().status() == NotificationStatus.FAILED
        ? Result.FAILED
        : Result.DECIDED;
  }
}
