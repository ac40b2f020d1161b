package io.chasqui.messaging;

import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the real application on a test's database, Bot API and reports. */
final class TestMessagingWorker {

  private TestMessagingWorker() {}

  static ConfigurableApplicationContext start(
      TestDatabase database, FakeBotApi telegram, Path reports, String... more) {
    List<String> arguments = new ArrayList<>();
    database.settings().forEach((key, value) -> arguments.add("--" + key + "=" + value));
    arguments.addAll(
        List.of(
            "--server.port=0",
            "--chasqui.storage.directory.path=" + reports,
            "--chasqui.telegram.api-base-url=" + telegram.url(),
            "--chasqui.telegram.bot-token=" + FakeBotApi.TOKEN,
            "--chasqui.telegram.request-timeout=5s",
            "--chasqui.telegram.retry-schedule=50ms,50ms",
            "--chasqui.telegram.channel-fault-pause=300ms",
            // The stand-in's own log shows the addresses it is asked for.
            "--logging.level.mockwebserver3=off"));
    arguments.addAll(List.of(more));
    return new SpringApplication(MessagingWorkerApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  static void storeReport(Path reports, String correlationId, String text) {
    try {
      Files.writeString(reports.resolve(correlationId + ".pdf"), "%PDF-1.7 " + text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
