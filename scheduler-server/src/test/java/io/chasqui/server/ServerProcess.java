package io.chasqui.server;

import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real server in a JVM of its own, with as much memory as a test allows it. */
final class ServerProcess implements AutoCloseable {

  private final int port = TestPorts.free();
  private final Process process;

  private ServerProcess(TestDatabase database, String heap, String... settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SchedulerServerApplication.class.getName());
    database.settings().forEach((key, value) -> command.add("--" + key + "=" + value));
    command.add("--server.port=" + port);
    command.add(
        "--chasqui.storage.directory.path=" + Files.createTempDirectory("chasqui-reports-"));
    command.addAll(List.of(settings));
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "server-process.log").toFile())
            .start();
  }

  /**
   * @param heap as {@code -Xmx128m}
   */
  static ServerProcess start(TestDatabase database, String heap, String... settings)
      throws IOException {
    return new ServerProcess(database, heap, settings);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
