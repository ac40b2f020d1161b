package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A worker process and what can be done to it. */
final class Worker {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final ChildProcess process;
  private final Path failPoints;

  Worker(ChildProcess process, Path failPoints) {
    this.process = process;
    this.failPoints = failPoints;
  }

  /** The next thread that comes by the point waits there. */
  void arm(FailPoint point) throws IOException {
    Files.createFile(failPoints.resolve(point.fileName(".armed")));
  }

  void awaitReached(FailPoint point) {
    await("a thread at " + point)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Files.exists(failPoints.resolve(point.fileName(".reached"))));
  }

  /** The thread that waits there goes on, as soon as its process runs. */
  void letGo(FailPoint point) throws IOException {
    Files.delete(failPoints.resolve(point.fileName(".reached")));
  }

  /** SIGKILL. */
  void kill() {
    process.kill();
  }

  /** SIGSTOP. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** SIGCONT. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  /**
   * SIGTERM.
   *
   * @return how long the process needed to end
   */
  Duration end(Duration patience) {
    long begin = System.nanoTime();
    process.askToEnd();
    assertThat(process.awaitEnd(patience)).as(process + " ends in " + patience).isTrue();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exitCode = new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    assertThat(exitCode).isZero();
  }
}
