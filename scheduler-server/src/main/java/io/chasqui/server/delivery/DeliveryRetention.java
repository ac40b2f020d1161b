package io.chasqui.server.delivery;

import io.chasqui.delivery.MessageContents;
import io.chasqui.delivery.PersonalData;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.retention.RetentionSettings;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What deliveries lose when they have ended, and what they leave when they are gone. */
@Configuration(proxyBeanMethods = false)
class DeliveryRetention {

  private static final int BATCH = 1_000;

  /** So long may a content wait for the first delivery that says it. */
  private static final Duration UNTIL_NAMED = Duration.ofDays(1);

  @Bean
  RetentionRule personalData(PersonalData personalData, RetentionSettings settings) {
    return new RetentionRule(
        "personal-data",
        settings.checkInterval(),
        BATCH,
        atMost -> personalData.erase(settings.personalData(), atMost));
  }

  /** Each round looks at one batch: a content that nobody names takes room, and hurts nobody. */
  @Bean
  RetentionRule unnamedContents(MessageContents contents, RetentionSettings settings) {
    return new RetentionRule(
        "message-contents",
        settings.checkInterval(),
        BATCH,
        atMost -> contents.removeUnnamed(UNTIL_NAMED, atMost));
  }
}
