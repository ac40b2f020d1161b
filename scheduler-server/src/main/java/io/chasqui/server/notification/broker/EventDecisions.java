package io.chasqui.server.notification.broker;

import io.chasqui.server.notification.broker.ConsumedMeters.Result;
import java.util.List;

/** Makes notifications of events. */
@FunctionalInterface
interface EventDecisions {

  /**
   * Decides events, in the caller's transaction.
   *
   * @return what became of each, in their order
   */
  List<Result> decide(List<IncomingEvent> events);
}
