package io.chasqui.server.notification;

import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.StepSource;
import io.chasqui.server.retention.RetentionSettings;
import io.chasqui.server.template.event.EventTypeUse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What notifications do besides requests. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {

  /** The trigger on deliveries names it too. */
  private static final String SOURCE = "notifications";

  private static final int HANDS = 2;
  private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
  private static final Duration REMOVE_EVERY = Duration.ofHours(1);
  private static final int BATCH = 1_000;

  /** No cap counts further back than 31 days. */
  private static final Duration CAPS_KEPT = Duration.ofDays(32);

  @Bean
  EventTypeUse eventsOfNotifications(NotificationStore store) {
    return store::hasOpen;
  }

  @Bean
  StepSource stepsOfNotifications(NotificationSteps steps) {
    return new StepSource(SOURCE, "notification_look", "id", HANDS, LONGEST_STEP, steps::take);
  }

  @Bean
  RetentionRule personalDataOfNotifications(
      NotificationRemains remains, RetentionSettings settings) {
    return new RetentionRule(
        "notification-data",
        settings.checkInterval(),
        BATCH,
        atMost -> remains.erase(settings.personalData(), atMost));
  }

  @Bean
  RetentionRule oldNotifications(NotificationRemains remains, RetentionSettings settings) {
    return new RetentionRule(
        "notifications", REMOVE_EVERY, BATCH, atMost -> remains.remove(settings.rows(), atMost));
  }

  @Bean
  RetentionRule oldNotificationKeys(NotificationRemains remains, RetentionSettings settings) {
    return new RetentionRule(
        "notification-keys", settings.checkInterval(), BATCH, remains::removeKeys);
  }

  @Bean
  RetentionRule oldNotificationCaps(NotificationRemains remains) {
    return new RetentionRule(
        "notification-caps", REMOVE_EVERY, BATCH, atMost -> remains.removeCaps(CAPS_KEPT, atMost));
  }
}
