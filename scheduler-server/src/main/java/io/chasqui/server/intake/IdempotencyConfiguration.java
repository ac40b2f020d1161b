package io.chasqui.server.intake;

import io.chasqui.platform.task.RetentionRule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about Idempotency-Keys besides requests. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  @Bean
  RetentionRule oldIdempotencyKeys(IdempotencyKeys keys, IntakeSettings settings, Clock clock) {
    return new RetentionRule(
        "idempotency-keys",
        EVERY,
        BATCH,
        atMost -> keys.remove(clock.instant().minus(settings.keepIdempotencyKeys()), atMost));
  }
}
