package io.chasqui.server;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.core.Appender;
import io.chasqui.server.command.Commands;
import io.chasqui.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Runs a command in this JVM. */
final class ServerCommand {

  /** By which Spring Boot keeps the least level that is shown, for all that start in this JVM. */
  private static final String SHOWN = "CONSOLE_LOG_THRESHOLD";

  private ServerCommand() {}

  /** The exit code. */
  static int run(TestDatabase database, String... words) {
    List<String> command = new ArrayList<>(List.of(words));
    database.settings().forEach((key, value) -> command.add("--" + key + "=" + value));
    try {
      return Commands.run(command.toArray(String[]::new));
    } finally {
      System.clearProperty(SHOWN);
      showAllAgain();
    }
  }

  /** What this command's start has told the log is known to those that start no application. */
  private static void showAllAgain() {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.iteratorForAppenders().forEachRemaining(Appender::clearAllFilters);
  }
}
