package io.chasqui.server;

import io.chasqui.server.command.Commands;
import io.chasqui.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

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
    }
  }
}
