package io.chasqui.server.notification;

import io.chasqui.contract.notification.DecisionView;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.ProblemType;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.notification.IntakeResult.Refused;
import io.chasqui.server.notification.decision.DecisionStep;
import io.chasqui.server.template.TemplateProblems;
import java.util.List;
import org.springframework.http.HttpStatus;

/** What an event, or an act on a notification, may be refused for. */
public final class NotificationProblems {

  /** The directory has no such recipient. */
  public static final ProblemType UNKNOWN_RECIPIENT =
      new ProblemType("unknown-recipient", HttpStatus.UNPROCESSABLE_ENTITY);

  /** The event has no template by which it could be told. */
  public static final ProblemType NO_TEMPLATE =
      new ProblemType("no-template", HttpStatus.UNPROCESSABLE_ENTITY);

  /** No channel may be used. */
  public static final ProblemType NO_ENABLED_CHANNEL =
      new ProblemType("no-enabled-channel", HttpStatus.UNPROCESSABLE_ENTITY);

  /** It is in no state for that. */
  public static final ProblemType NOT_POSSIBLE =
      new ProblemType("notification-status", HttpStatus.CONFLICT);

  /** It is not tried again; the reason says why. */
  public static final ProblemType NOT_AGAIN =
      new ProblemType("notification-not-again", HttpStatus.CONFLICT);

  private NotificationProblems() {}

  /** That nothing is stored of an order. */
  public static RequestRefused refused(Refused refused) {
    return switch (refused.reason()) {
      case "UNKNOWN_RECIPIENT" -> new RequestRefused(UNKNOWN_RECIPIENT);
      case "NO_TEMPLATE" -> new RequestRefused(NO_TEMPLATE, "decisions", views(refused));
      case "INVALID_DATA" -> new RequestRefused(TemplateProblems.INVALID_DATA, refused.errors());
      default -> new RequestRefused(NO_ENABLED_CHANNEL, "decisions", views(refused));
    };
  }

  private static List<DecisionView> views(Refused refused) {
    return refused.decisions().stream().map(NotificationProblems::view).toList();
  }

  /** A line of why, as callers see it. */
  public static DecisionView view(DecisionStep step) {
    return new DecisionView(
        step.at(),
        step.round(),
        step.step().name(),
        step.channel(),
        step.verdict().name(),
        step.code(),
        step.until(),
        step.detail());
  }

  static RequestRefused notPossible(NotificationStatus status) {
    return new RequestRefused(NOT_POSSIBLE, "currentStatus", status.name());
  }

  static RequestRefused notAgain(String reason) {
    return new RequestRefused(NOT_AGAIN, "reason", reason);
  }

  /** There is none of this id. */
  public static NotFound notFound() {
    return new NotFound("notification-not-found");
  }
}
