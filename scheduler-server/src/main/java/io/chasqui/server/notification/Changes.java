package io.chasqui.server.notification;

import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.server.notification.decision.Decided.Choice;
import io.chasqui.server.notification.decision.DecisionStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notification as it is to be, from how it is. */
record Changes(Notification of) {

  static Changes of(Notification held) {
    return new Changes(held);
  }

  /** It is told by deliveries of this round. */
  Changes told(Choice first, NotificationStatus status, int round) {
    return with(status, null, first, null, round, of.firstRound(), of.decisions());
  }

  /** A person has it told once more: the rounds before are over. */
  Changes toldAnew(Choice first) {
    int round = of.round() + 1;
    return with(NotificationStatus.PENDING, null, first, null, round, round, of.decisions());
  }

  /** It is over. */
  Changes over(NotificationStatus status, @Nullable String reason, Instant at) {
    return with(status, reason, null, at, of.round(), of.firstRound(), of.decisions());
  }

  /** The provider's name of the message is known. */
  Changes known(@Nullable String messageId) {
    return new Changes(
        new Notification(
            of.id(),
            of.recipientId(),
            of.event(),
            of.businessKey(),
            of.data(),
            of.dataSha256(),
            of.category(),
            of.askedChannels(),
            of.status(),
            of.reason(),
            of.channel(),
            of.template(),
            of.correlationId(),
            of.requestedBy(),
            of.traceparent(),
            of.occurredAt(),
            of.createdAt(),
            of.scheduledTime(),
            of.expiresAt(),
            of.plannedAt(),
            of.completedAt(),
            of.round(),
            of.firstRound(),
            messageId,
            of.decisions(),
            of.erasedAt()));
  }

  /** With these lines behind those that are there. */
  Notification because(List<DecisionStep> steps) {
    List<DecisionStep> all = new ArrayList<>(of.decisions());
    all.addAll(steps);
    return with(of.status(), of.reason(), null, of.completedAt(), of.round(), of.firstRound(), all)
        .of();
  }

  /**
   * @param first null: channel, template and time stay
   */
  private Changes with(
      NotificationStatus status,
      @Nullable String reason,
      @Nullable Choice first,
      @Nullable Instant completedAt,
      int round,
      int firstRound,
      List<DecisionStep> decisions) {
    return new Changes(
        new Notification(
            of.id(),
            of.recipientId(),
            of.event(),
            of.businessKey(),
            of.data(),
            of.dataSha256(),
            of.category(),
            of.askedChannels(),
            status,
            reason,
            first == null ? of.channel() : first.channel(),
            first == null ? of.template() : first.template(),
            of.correlationId(),
            of.requestedBy(),
            of.traceparent(),
            of.occurredAt(),
            of.createdAt(),
            of.scheduledTime(),
            of.expiresAt(),
            first == null ? of.plannedAt() : first.at(),
            completedAt,
            round,
            firstRound,
            of.providerMessageId(),
            decisions,
            of.erasedAt()));
  }
}
