package io.chasqui.jobs;

import io.chasqui.platform.task.OneThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What server and workers need to tell each other when jobs are due. */
@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

  @Bean
  ClockComparison clockComparison(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
    return new ClockComparison(jdbc, clock, meters);
  }

  @Bean
  DueSignals dueSignals(QueueSignals signals, ClockComparison clocks) {
    return new DueSignals(signals, OneThread.named("due-signals"), clocks.databaseClock());
  }
}
