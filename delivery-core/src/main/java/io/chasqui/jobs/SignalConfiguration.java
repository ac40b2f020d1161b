package io.chasqui.jobs;

import io.chasqui.platform.task.OneThread;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What server and workers need to tell each other when jobs are due. */
@AutoConfiguration
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
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
