package io.chasqui.server.notification.web;

import io.chasqui.contract.delivery.ContentView;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.notification.DecisionList;
import io.chasqui.contract.notification.DecisionView;
import io.chasqui.contract.notification.NotificationAccepted;
import io.chasqui.contract.notification.NotificationAccepted.MadeDeliveryView;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.contract.notification.NotificationTrial;
import io.chasqui.contract.notification.NotificationTrial.TriedChannel;
import io.chasqui.contract.notification.NotificationView;
import io.chasqui.delivery.MessageContent;
import io.chasqui.server.notification.Notification;
import io.chasqui.server.notification.NotificationProblems;
import io.chasqui.server.notification.NotificationTrials.Trial;
import io.chasqui.server.notification.Notifications;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.DecisionStep;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Notifications as callers see them. */
final class NotificationViews {

  private NotificationViews() {}

  static NotificationView view(Notification one, List<DeliveryView> deliveries) {
    return new NotificationView(
        one.id(),
        one.recipientId(),
        one.event(),
        one.businessKey(),
        one.category(),
        one.channel(),
        one.template(),
        one.data(),
        one.status(),
        one.reason(),
        Notifications.attempts(deliveries),
        one.createdAt(),
        Notifications.lastAttemptAt(deliveries).orElse(null),
        one.status() == NotificationStatus.DELIVERED ? one.completedAt() : null,
        one.scheduledTime(),
        one.expiresAt(),
        one.correlationId().value(),
        providerMessageId(one, deliveries),
        one.erasedAt(),
        deliveries);
  }

  /** As somebody told it, or as its provider did. */
  private static @Nullable String providerMessageId(
      Notification one, List<DeliveryView> deliveries) {
    return one.providerMessageId() != null
        ? one.providerMessageId()
        : deliveries.stream()
            .map(DeliveryView::providerMessageId)
            .filter(Objects::nonNull)
            .reduce((first, second) -> second)
            .orElse(null);
  }

  static NotificationAccepted accepted(
      Notification one, List<DeliveryView> deliveries, boolean duplicate) {
    return new NotificationAccepted(
        one.id(),
        one.status(),
        one.reason(),
        one.channel(),
        one.template(),
        duplicate,
        deliveries.stream()
            .map(
                delivery ->
                    new MadeDeliveryView(
                        delivery.id(),
                        delivery.channel(),
                        delivery.status(),
                        delivery.scheduledTime()))
            .toList());
  }

  static DecisionList decisions(Notification one) {
    return new DecisionList(steps(one.decisions()));
  }

  private static List<DecisionView> steps(List<DecisionStep> steps) {
    return steps.stream().map(NotificationProblems::view).toList();
  }

  static NotificationTrial trial(Trial trial) {
    Decided decided = trial.decided();
    return new NotificationTrial(
        decided instanceof Decided.Chosen,
        reason(decided),
        decided instanceof Decided.Chosen chosen
            ? chosen.choices().stream().map(NotificationViews::tried).toList()
            : List.of(),
        steps(trial.decisions()));
  }

  private static @Nullable String reason(Decided decided) {
    if (decided instanceof Decided.Dropped dropped) {
      return dropped.reason();
    }
    return decided instanceof Decided.Impossible impossible ? impossible.reason() : null;
  }

  private static TriedChannel tried(Decided.Choice choice) {
    MessageContent said = choice.content();
    return new TriedChannel(
        choice.channel(),
        choice.at(),
        choice.template(),
        new ContentView(
            said.subject(), said.text(), said.html(), said.push(), said.webhook(), said.sha256()));
  }
}
