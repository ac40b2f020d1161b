package io.chasqui.messaging.push;

import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.push.PushSettings;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.http.HostCalls;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@Conditional(PushIsOn.class)
class PushWorkerConfiguration {

  private static final Logger log = LoggerFactory.getLogger(PushWorkerConfiguration.class);

  /** After a fault that names no time and that a person has to mend. */
  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** For the database, beside the request. */
  private static final Duration LEASE_MARGIN = Duration.ofMinutes(1);

  @Bean
  HostCalls pushCalls(GuardedHttp guarded, PushSettings settings, Clock clock) {
    return new HostCalls(guarded, settings.timeout(), clock);
  }

  @Bean
  ChannelAdapter pushSender(
      PushSettings settings,
      PushSubscriptions subscriptions,
      @Qualifier("pushCalls") HostCalls http,
      Clock clock) {
    log.info("Push: messages are signed with the key {}", settings.keys().publicText());
    return new PushSender(
        subscriptions,
        new VapidTokens(settings.keys(), Objects.requireNonNull(settings.subject()).strip(), clock),
        http,
        settings.ttl(),
        settings.perHost(),
        policy(settings));
  }

  private static ChannelPolicy policy(PushSettings settings) {
    return new ChannelPolicy(
        new RetrySchedule(settings.retrySchedule()),
        FAULT_PAUSE,
        settings.unknownResendAfter(),
        settings.timeout().dividedBy(2),
        settings.timeout().plus(LEASE_MARGIN));
  }
}
