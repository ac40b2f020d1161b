package chasqui.testapp;

import io.chasqui.delivery.ChannelPolicy;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A whole worker application of either queue, whose sender is scripted. Its package lies outside
 * io.chasqui, which the applications scan.
 */
@SpringBootApplication(
    scanBasePackages = {
      "io.chasqui.delivery",
      "io.chasqui.jobs",
      "io.chasqui.platform",
      "io.chasqui.report"
    })
public class TestWorker {

  /** Starts a worker. */
  public static ConfigurableApplicationContext start(
      TestDatabase database, Queue queue, String... settings) {
    SpringApplicationBuilder application = new SpringApplicationBuilder(TestWorker.class);
    database.settings().forEach((key, value) -> application.properties(key + "=" + value));
    return application
        .properties(
            "spring.config.name=test-worker",
            "spring.config.import=classpath:chasqui-core.yml",
            "spring.application.name=test-worker",
            "server.port=0",
            "chasqui.storage.directory.path=target/reports",
            "test.queue=" + queue)
        .properties(settings)
        .run();
  }

  @Bean
  ScriptedSender sender(
      @Value("${test.queue}") Queue queue, @Value("${test.lease:30s}") Duration lease) {
    return new ScriptedSender(queue.channels().get(0), policy(lease));
  }

  private static ChannelPolicy policy(Duration lease) {
    Duration wait = Duration.ofMillis(50);
    return new ChannelPolicy(
        new RetrySchedule(List.of(wait, wait)),
        Duration.ofMillis(300),
        wait,
        Duration.ofSeconds(10),
        lease);
  }
}
