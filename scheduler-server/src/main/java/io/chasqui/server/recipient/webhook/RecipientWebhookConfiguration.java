package io.chasqui.server.recipient.webhook;

import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.server.status.alert.AlertCheck;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecipientWebhookConfiguration {

  private static final Logger log = LoggerFactory.getLogger(RecipientWebhookConfiguration.class);

  private static final Duration EVERY = Duration.ofSeconds(10);

  @Bean
  PeriodicTask webhookUpkeep(EndpointUpkeep upkeep) {
    return new PeriodicTask(
        EVERY, "Deliveries of webhook endpoints that changed were not looked after", upkeep::run);
  }

  @Bean
  AlertCheck webhookDisabledCheck(Endpoints endpoints) {
    return new WebhookDisabledCheck(endpoints);
  }

  /** Once all secrets are of the newest key, the others may be taken out of the settings. */
  @Bean
  ApplicationRunner webhookSecretsRewrapped(Endpoints endpoints, SecretBox secrets) {
    return arguments -> {
      if (secrets.isOn()) {
        int rewrapped = endpoints.rewrap(secrets);
        if (rewrapped > 0) {
          log.info("The secrets of {} webhook endpoints were encrypted anew", rewrapped);
        }
      }
    };
  }
}
