package io.chasqui.server.task;

import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.server.retention.RetentionRule;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;

/** Runs all features' tasks, and their rules of what is removed when. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TaskConfiguration {

  @Bean
  SchedulingConfigurer allTasks(
      List<PeriodicTask> tasks, List<RetentionRule> rules, MeterRegistry meters) {
    List<PeriodicTask> all =
        Stream.concat(tasks.stream(), rules.stream().map(rule -> rule.task(meters))).toList();
    return registrar ->
        all.forEach(
            task ->
                registrar.addFixedDelayTask(new FixedDelayTask(task, task.pause(), task.first())));
  }
}
