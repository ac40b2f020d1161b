package io.chasqui.server.task;

import io.chasqui.jobs.ClockComparison;
import io.chasqui.platform.task.ClockGuard;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.platform.task.Stopping;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;

/**
 * Runs all features' tasks, and their rules of what is removed when. Each has a thread of its own:
 * what takes long, such as erasing after an upgrade, must not hold up the look for alerts.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class TaskConfiguration {

  /** Spring Boot's own would have one thread for all that goes on with a pause, from Java 21 on. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler(List<PeriodicTask> tasks, List<RetentionRule> rules) {
    ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(tasks.size() + rules.size());
    scheduler.setThreadNamePrefix("task-");
    scheduler.setDaemon(true);
    return scheduler;
  }

  @Bean
  Stopping stopping() {
    return new Stopping();
  }

  @Bean
  SchedulingConfigurer allTasks(
      ThreadPoolTaskScheduler taskScheduler,
      List<PeriodicTask> tasks,
      List<RetentionRule> rules,
      ClockComparison clocks,
      Stopping stopping,
      MeterRegistry meters) {
    ClockGuard guard = new ClockGuard(clocks::offset);
    List<PeriodicTask> all =
        Stream.concat(
                tasks.stream(), rules.stream().map(rule -> rule.task(meters, guard, stopping)))
            .toList();
    return registrar -> {
      registrar.setTaskScheduler(taskScheduler);
      all.forEach(
          task ->
              registrar.addFixedDelayTask(new FixedDelayTask(task, task.pause(), task.first())));
    };
  }
}
