package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.testing.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person runs it, in a process of its own, with stand-ins for the applications.
 */
class QuickstartApplicationIT {

  /** Whoever was started in the background of a script hands on that Ctrl-C is ignored. */
  private static final List<String> WITH_CTRL_C =
      System.getProperty("os.name").equals("Linux")
          ? List.of("env", "--default-signal=INT")
          : List.of();

  private final Path folder;
  private final Path jars;
  private final List<Process> started = new ArrayList<>();

  QuickstartApplicationIT(@TempDir Path folder, @TempDir Path jars) throws IOException {
    this.folder = folder;
    this.jars = FakeApp.jarsIn(jars);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(40, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    assertThat(PidsBelow.of(folder)).isEmpty();
  }

  @Test
  void printsWhatIsWhereAndEndsEverythingOnSigterm() throws Exception {
    Run run = start();
    run.awaitLine("Chasqui is running.");
    run.awaitLine("Ctrl-C ends everything");

    assertThat(run.text())
        .containsPattern("\\[quickstart] database ready after +\\d+\\.\\d s")
        .containsPattern("\\[quickstart] server   ready after +\\d+\\.\\d s")
        .containsPattern("\\[quickstart] workers  ready after +\\d+\\.\\d s")
        .doesNotContain("started on port")
        .contains(
            "/docs/",
            "/console  (user",
            "/dashboard  (the same user)",
            "jdbc:postgresql://127.0.0.1:")
        .containsPattern("user admin, password \\S{24}\\)")
        .containsOnlyOnce("chq_fake_")
        .containsPattern("\n +KEY=chq_fake_\\d+\n")
        .contains("curl -H \"Authorization: Bearer $KEY\" -H 'Content-Type")
        .contains("/api/schedule-email", "/api/schedule-messaging", "/api/deliveries")
        .doesNotContain("\u001b[");

    for (String name : List.of("server", "email-1", "messaging-1")) {
      assertThat(folder.resolve("logs/" + name + ".log")).content().contains("started on port");
    }

    run.process().toHandle().destroy(); // Process.destroy() would lose its last lines.
    assertThat(run.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(143);
    run.awaitLine("[quickstart] everything has ended");
    assertThat(PidsBelow.of(folder)).isEmpty();
  }

  @Test
  void endsEverythingOnCtrlCWhileItIsStillStarting() throws Exception {
    Run run = start();
    run.awaitLine("[quickstart] starting");

    new ProcessBuilder("kill", "-INT", Long.toString(run.process().pid())).start().waitFor();

    assertThat(run.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(130);
    assertThat(PidsBelow.of(folder)).isEmpty();
  }

  @Test
  void saysWhoEndedByItselfAndEndsTheOthers() throws Exception {
    FirstStart.copyTo(folder.resolve("postgres"));
    Run run = start("--verbose");
    run.awaitLine("Ctrl-C ends everything");
    int port =
        Integer.parseInt(run.text().replaceAll("(?s).*\\[email-1] started on port (\\d+).*", "$1"));

    HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/exit/9")).build(),
            HttpResponse.BodyHandlers.discarding());

    assertThat(run.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(1);
    assertThat(run.text())
        .containsPattern("email-1 .* ended by itself with exit code 9")
        .contains("Its last lines, of " + folder.resolve("logs/email-1.log"));
    assertThat(PidsBelow.of(folder)).isEmpty();
  }

  @Test
  void endsWhatAKilledRunLeftBehindAndStartsAgainOnItsData() throws Exception {
    FirstStart.copyTo(folder.resolve("postgres"));
    Run killed = start();
    killed.awaitLine("Ctrl-C ends everything");
    killed.process().destroyForcibly().waitFor();
    assertThat(PidsBelow.of(folder)).isNotEmpty();

    Run next = start();
    next.awaitLine("Ctrl-C ends everything");

    assertThat(next.text())
        .containsPattern("ended what an earlier quickstart left running: .*PostgreSQL")
        .contains("server", "email-1", "messaging-1");
  }

  @Test
  void explainsARefusalAndExitsWithTwo() throws Exception {
    Run run = start("--smpt-port=1");

    assertThat(run.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(2);
    run.awaitLine("There is no argument --smpt-port; --help lists them.");
    assertThat(run.text().lines()).hasSize(1);
  }

  private record Run(Process process, StringBuilder output) {

    String text() {
      synchronized (output) {
        return output.toString();
      }
    }

    void awaitLine(String part) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(text()).contains(part));
    }
  }

  private Run start(String... more) throws IOException {
    List<String> command = new ArrayList<>(WITH_CTRL_C);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(TestJvm.onTheSameMachine());
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dchasqui.ports-part=" + System.getProperty("chasqui.ports-part", "0"));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(QuickstartApplication.class.getName());
    command.add("--data-dir=" + folder);
    command.add("--jars-dir=" + jars);
    for (ServicePort port : ServicePort.values()) {
      command.add("--" + port.key() + "=0");
    }
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    started.add(process);
    Run run = new Run(process, new StringBuilder());
    Thread reader = new Thread(() -> read(run));
    reader.setDaemon(true);
    reader.start();
    return run;
  }

  private static void read(Run run) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(run.process().getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null; ) {
        synchronized (run.output()) {
          run.output().append(line).append('\n');
        }
      }
    } catch (IOException e) {
      // The run was killed.
    }
  }
}
