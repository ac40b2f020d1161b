package io.chasqui.server.notification;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.notification.decision.DecisionStep;
import java.util.List;

/** What became of an order. */
public sealed interface IntakeResult {

  /**
   * It is stored, or was before.
   *
   * @param notification of one that was ended at once its status says so
   * @param duplicate whether it is a repetition, and nothing was made
   */
  record Accepted(Notification notification, boolean duplicate) implements IntakeResult {}

  /**
   * Nothing is stored of it.
   *
   * @param reason UNKNOWN_RECIPIENT, NO_ENABLED_CHANNEL, NO_TEMPLATE or INVALID_DATA
   * @param errors of the data, where those are why
   * @param decisions why, line by line
   */
  record Refused(String reason, List<FieldProblem> errors, List<DecisionStep> decisions)
      implements IntakeResult {

    public Refused {
      errors = List.copyOf(errors);
      decisions = List.copyOf(decisions);
    }
  }
}
