package io.chasqui.server.delivery;

import io.chasqui.delivery.PersonalData;
import io.chasqui.server.retention.RetentionRule;
import io.chasqui.server.retention.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What deliveries lose when they have ended. */
@Configuration(proxyBeanMethods = false)
class DeliveryRetention {

  private static final int BATCH = 1_000;

  @Bean
  RetentionRule personalData(PersonalData personalData, RetentionSettings settings) {
    return new RetentionRule(
        "personal-data",
        settings.checkInterval(),
        BATCH,
        atMost -> personalData.erase(settings.personalData(), atMost));
  }
}
