package io.chasqui.quickstart;

import io.chasqui.quickstart.process.ChildSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes keys of the API as an operator does: by a command of the server's jar. */
public final class ServerKeys {

  private static final List<String> JVM_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");

  private final Path serverJar;
  private final String jdbcUrl;
  private final String user;
  private final String password;

  /**
   * @param serverJar of scheduler-server
   * @param jdbcUrl of the server's database; so are user and password
   */
  public ServerKeys(Path serverJar, String jdbcUrl, String user, String password) {
    this.serverJar = serverJar;
    this.jdbcUrl = jdbcUrl;
    this.user = user;
    this.password = password;
  }

  /**
   * Makes a key, and waits for it.
   *
   * @param name of 1-64 characters; it may have two live keys
   * @param scopes what it allows, schedule for one; docs/security.md has all of them
   * @return the key, {@code chq_…}
   * @throws IllegalStateException with the command's own words, when it could not be made
   */
  public String create(String name, String... scopes) throws InterruptedException {
    try (KeyCommand command = begin(name, scopes)) {
      return command.await();
    }
  }

  /** As {@link #create}, without waiting. */
  KeyCommand begin(String name, String... scopes) {
    List<String> program =
        List.of(
            "-jar",
            serverJar.toString(),
            "keys",
            "create",
            "--name",
            name,
            "--scope",
            String.join(",", scopes));
    Map<String, String> database =
        Map.of("spring.datasource.url", jdbcUrl, "spring.datasource.username", user);
    Map<String, String> secrets = Map.of("SPRING_DATASOURCE_PASSWORD", password);
    try {
      // Empty, so that no configuration file is picked up by chance.
      Path folder = Files.createTempDirectory("chasqui-keys-");
      return new KeyCommand(
          new ChildSpec("keys", program, 0, JVM_OPTIONS, database, secrets, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("No key could be made", e);
    }
  }
}
