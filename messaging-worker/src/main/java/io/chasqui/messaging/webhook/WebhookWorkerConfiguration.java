package io.chasqui.messaging.webhook;

import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.delivery.webhook.SignedRequests;
import io.chasqui.delivery.webhook.WebhookSettings;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.http.HostCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(WebhookIsOn.class)
class WebhookWorkerConfiguration {

  /** After a fault that names no time: a secret that cannot be read. */
  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** For the database, beside the request. */
  private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

  @Bean
  HostCalls webhookCalls(GuardedHttp guarded, WebhookSettings settings, Clock clock) {
    return new HostCalls(guarded, settings.timeout(), clock);
  }

  @Bean
  ChannelAdapter webhookSender(
      Endpoints endpoints,
      SecretBox secrets,
      @Qualifier("webhookCalls") HostCalls http,
      WebhookSettings settings,
      ObjectProvider<BuildProperties> build) {
    return new WebhookSender(
        endpoints,
        new EndpointHealth(endpoints, settings.disableAfter()),
        secrets,
        new SignedRequests(build),
        http,
        settings.perHost(),
        Objects.requireNonNullElse(settings.ratePerHost(), Double.POSITIVE_INFINITY),
        policy(settings));
  }

  /** A receiver knows a repetition by its id, so that it harms nobody. */
  private static ChannelPolicy policy(WebhookSettings settings) {
    return new ChannelPolicy(
            new RetrySchedule(settings.retrySchedule()),
            FAULT_PAUSE,
            Duration.ZERO,
            settings.timeout().dividedBy(2),
            settings.timeout().plus(LEASE_MARGIN))
        .repeatingUnknown();
  }
}
