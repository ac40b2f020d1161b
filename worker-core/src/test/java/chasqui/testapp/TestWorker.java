package chasqui.testapp;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A whole worker application, whose channels are scripted. Its package lies outside io.chasqui, so
 * that no application scans it.
 */
@SpringBootApplication
public class TestWorker {

  /** The provider of a worker's only queue. */
  public static final Provider PEER = new Provider("test:peer");

  /** Starts a worker of one queue. */
  public static ConfigurableApplicationContext start(
      TestDatabase database, Queue queue, String... settings) {
    return start(database, List.of(queue), settings);
  }

  /** Starts a worker of several queues; each has its {@link ScriptedSender}, named as its word. */
  public static ConfigurableApplicationContext start(
      TestDatabase database, List<Queue> queues, String... settings) {
    SpringApplicationBuilder application = new SpringApplicationBuilder(TestWorker.class);
    database.settings().forEach((key, value) -> application.properties(key + "=" + value));
    return application
        .initializers(context -> addSenders((GenericApplicationContext) context, queues))
        .properties(
            "spring.config.name=test-worker",
            "spring.config.import=classpath:chasqui-core.yml",
            "spring.application.name=test-worker",
            "server.port=0",
            "chasqui.storage.directory.path=target/reports")
        .properties(settings)
        .run();
  }

  /** The provider of a channel in a worker of several queues. */
  public static Provider peerOf(Channel channel) {
    return new Provider("test:" + channel.name().toLowerCase(Locale.ROOT));
  }

  /** A channel that is scripted, without a worker. */
  public static ScriptedSender sender(Channel channel, Provider provider) {
    return new ScriptedSender(channel, policy(Duration.ofSeconds(30)), provider);
  }

  private static void addSenders(GenericApplicationContext context, List<Queue> queues) {
    for (Queue queue : queues) {
      Channel channel = queue.channels().get(0);
      Provider provider = queues.size() == 1 ? PEER : peerOf(channel);
      context.registerBean(
          queue.word(),
          ScriptedSender.class,
          () ->
              new ScriptedSender(
                  channel,
                  policy(
                      context
                          .getEnvironment()
                          .getProperty("test.lease", Duration.class, Duration.ofSeconds(30))),
                  provider));
    }
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
