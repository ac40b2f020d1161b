package io.chasqui.jobs;

import io.chasqui.platform.OneThread;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

  @Bean
  DueSignals dueSignals(QueueSignals signals, Clock clock) {
    return new DueSignals(signals, OneThread.named("due-signals"), clock);
  }
}
