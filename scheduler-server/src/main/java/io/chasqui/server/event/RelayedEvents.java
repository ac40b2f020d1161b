package io.chasqui.server.event;

import io.chasqui.event.EventRelayConfiguration;
import io.chasqui.event.OldEvents;
import io.chasqui.server.retention.RetentionRule;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(EventRelayConfiguration.class)
class RelayedEvents {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  @Bean
  RetentionRule oldEvents(OldEvents events) {
    return new RetentionRule("events", EVERY, BATCH, events::remove);
  }

  @Bean
  RetentionRule oldRefusedEvents(OldEvents events) {
    return new RetentionRule("refused-events", EVERY, BATCH, events::removeRefused);
  }
}
