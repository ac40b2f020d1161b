package io.chasqui.server.task;

import io.chasqui.platform.task.OneThread;
import io.chasqui.platform.task.StepLoops;
import io.chasqui.platform.task.StepSignals;
import io.chasqui.platform.task.StepSource;
import io.micrometer.core.instrument.MeterRegistry;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Takes the steps of all features' own work. */
@Configuration(proxyBeanMethods = false)
class StepConfiguration {

  @Bean
  StepLoops stepLoops(
      ObjectProvider<StepSource> sources,
      DataSource dataSource,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      MeterRegistry meters) {
    return new StepLoops(sources.stream().toList(), dataSource, jdbc, transactions, meters);
  }

  @Bean
  StepSignals stepSignals(JdbcClient jdbc) {
    return new StepSignals(jdbc, OneThread.named("step-signals"));
  }
}
