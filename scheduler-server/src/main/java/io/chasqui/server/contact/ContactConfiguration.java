package io.chasqui.server.contact;

import io.chasqui.platform.task.RetentionRule;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about contact messages besides requests. */
@Configuration(proxyBeanMethods = false)
class ContactConfiguration {

  private static final Duration EVERY = Duration.ofMinutes(10);

  /** With each message its deliveries go. */
  private static final int BATCH = 100;

  /** Also when the form is off. */
  @Bean
  RetentionRule oldContactMessages(
      ContactMessages messages, ContactSettings settings, Clock clock) {
    return new RetentionRule(
        "contact-messages",
        EVERY,
        BATCH,
        atMost -> messages.remove(clock.instant().minus(settings.keep()), atMost));
  }
}
