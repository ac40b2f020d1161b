package io.chasqui.messaging;

import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the real application on a test's database, Bot API and reports. */
final class TestMessagingWorker {

  private TestMessagingWorker() {}

  /**
   * @param more further settings, {@code key=value}
   */
  static ConfigurableApplicationContext start(
      TestDatabase database, FakeBotApi telegram, Path reports, String... more) {
    return new SpringApplication(MessagingWorkerApplication.class)
        .run(arguments(database, telegram, reports, more).toArray(String[]::new));
  }

  /** Starts it with these settings alone, {@code key=value}. */
  static ConfigurableApplicationContext startWith(TestDatabase database, String... settings) {
    return new SpringApplication(MessagingWorkerApplication.class)
        .run(argumentsWith(database, settings).toArray(String[]::new));
  }

  /**
   * Starts it with these settings alone, as a process of its own, which can be killed.
   *
   * @param failPoints the folder by which it is stopped at points
   */
  static Process startProcessWith(TestDatabase database, Path failPoints, String... settings) {
    return startProcess(
        List.of("-Dchasqui.fail-points=" + failPoints), argumentsWith(database, settings));
  }

  private static List<String> argumentsWith(TestDatabase database, String... settings) {
    Map<String, String> all = new HashMap<>(database.settings());
    all.put("server.port", "0");
    all.put("logging.level.mockwebserver3", "off");
    return arguments(all, settings);
  }

  /** Starts it as a process of its own, which can be killed. */
  static Process startProcess(TestDatabase database, FakeBotApi telegram, Path reports) {
    return startProcess(List.of(), arguments(database, telegram, reports));
  }

  private static Process startProcess(List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(TestJvm.onTheSameMachineWithItsCharset());
    command.addAll(options);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(MessagingWorkerApplication.class.getName());
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(Path.of("target", "killed-worker.log").toFile())
          .start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> arguments(
      TestDatabase database, FakeBotApi telegram, Path reports, String... more) {
    Map<String, String> settings = new HashMap<>(database.settings());
    settings.put("server.port", "0");
    settings.put("chasqui.storage.directory.path", reports.toString());
    settings.put("chasqui.telegram.api-base-url", telegram.url());
    settings.put("chasqui.telegram.bot-token", FakeBotApi.TOKEN);
    settings.put("chasqui.telegram.request-timeout", "5s");
    settings.put("chasqui.telegram.retry-schedule", "50ms,50ms");
    settings.put("chasqui.telegram.channel-fault-pause", "300ms");
    // The stand-in's own log shows the addresses it is asked for.
    settings.put("logging.level.mockwebserver3", "off");
    return arguments(settings, more);
  }

  private static List<String> arguments(Map<String, String> settings, String... more) {
    for (String setting : more) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings.entrySet().stream()
        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
        .toList();
  }

  static void storeReport(Path reports, String correlationId, String text) {
    try {
      Files.writeString(reports.resolve(correlationId + ".pdf"), "%PDF-1.7 " + text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
