package io.chasqui.server.api.limit;

import io.chasqui.platform.task.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about limits besides requests. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  @Bean
  RetentionRule fullBuckets(Limits limits) {
    return new RetentionRule("rate-limits", EVERY, BATCH, limits::removeFull);
  }
}
