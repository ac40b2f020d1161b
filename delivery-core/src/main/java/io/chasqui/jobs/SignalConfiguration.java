package io.chasqui.jobs;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SignalConfiguration {

  @Bean
  DueSignals dueSignals(QueueSignals signals, Clock clock) {
    return new DueSignals(signals, oneThread(), clock);
  }

  /** A thread that comes when it is needed and does not hold up the end of the process. */
  private static Executor oneThread() {
    return new ThreadPoolExecutor(
        0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), SignalConfiguration::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "due-signals");
    thread.setDaemon(true);
    return thread;
  }
}
