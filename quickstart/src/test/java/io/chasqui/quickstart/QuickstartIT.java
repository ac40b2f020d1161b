package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.quickstart.process.ChildProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCrypt;

class QuickstartIT {

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder;
  private final Path jars;

  QuickstartIT(@TempDir Path folder, @TempDir Path jars) throws IOException {
    this.folder = folder;
    this.jars = FakeApp.jarsIn(jars);
  }

  @Test
  void startsTheApplicationsAndTellsThemWhereTheOthersAre() throws Exception {
    List<Long> pids;
    int postgresPort;
    try (Quickstart quickstart =
        Quickstart.start(settings("--email-workers=2", "--app.chasqui.x=1"))) {
      postgresPort = quickstart.port(ServicePort.POSTGRES);
      assertThat(get(quickstart.server().uri()))
          .contains(
              "--server.address=127.0.0.1",
              "--server.port=" + quickstart.port(ServicePort.SERVER),
              "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres",
              "--chasqui.schedule.default-delay=10s",
              "--chasqui.storage.directory.path=" + folder.resolve("reports"),
              "--chasqui.api.first-key.file=" + folder.resolve("api-key"),
              "--chasqui.api.first-key.scopes=schedule,read,manage,recipients",
              "--chasqui.x=1",
              "--chasqui.sms.gateways=main",
              "SPRING_DATASOURCE_PASSWORD=postgres",
              "\n" + folder);
      assertThat(quickstart.emailWorkers()).hasSize(2);
      assertThat(quickstart.emailWorkers().get(0).port())
          .isEqualTo(quickstart.port(ServicePort.EMAIL_WORKER));
      assertThat(get(quickstart.emailWorkers().get(1).uri()))
          .contains(
              "--chasqui.email.host=127.0.0.1",
              "--chasqui.email.port=" + quickstart.port(ServicePort.SMTP),
              "--chasqui.email.from=reports@chasqui.example",
              "--chasqui.email.tls=none")
          .doesNotContain("CHASQUI_TELEGRAM", "CHASQUI_SMS");
      assertThat(get(quickstart.messagingWorkers().get(0).uri()))
          .contains(
              "--chasqui.telegram.api-base-url=" + quickstart.botApiUri(),
              "CHASQUI_TELEGRAM_BOTTOKEN=" + Quickstart.BOT_TOKEN,
              "--chasqui.sms.gateway.main.url=" + quickstart.smsGatewayUri(),
              "CHASQUI_SMS_GATEWAY_MAIN_TOKEN=" + Quickstart.SMS_TOKEN);
      assertThat(get(quickstart.inboxUri())).contains("No mail yet");
      assertThat(quickstart.welcome())
          .as("the ports that were free")
          .contains(health(quickstart.emailWorkers().get(0)))
          .contains(health(quickstart.emailWorkers().get(1)))
          .contains(health(quickstart.messagingWorkers().get(0)));
      pids =
          List.of(
              quickstart.server().pid(),
              quickstart.emailWorkers().get(0).pid(),
              quickstart.emailWorkers().get(1).pid(),
              quickstart.messagingWorkers().get(0).pid());
      assertThat(pids).allMatch(QuickstartIT::isAlive);
    }
    assertThat(pids).noneMatch(QuickstartIT::isAlive);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new Socket("127.0.0.1", postgresPort).close());
  }

  private static String health(ChildProcess worker) {
    return "http://127.0.0.1:" + worker.port() + "/actuator/health";
  }

  @Test
  void aTestCanKillOneAndStartOthers() throws Exception {
    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart("--messaging-workers=0"))) {
      ChildProcess first = quickstart.emailWorkers().get(0);
      first.kill();
      assertThat(first.isAlive()).isFalse();

      ChildProcess second = quickstart.startEmailWorker(Map.of("chasqui.worker.concurrency", "1"));
      assertThat(second.name()).isEqualTo("email-2");
      assertThat(get(second.uri())).contains("--chasqui.worker.concurrency=1");
      assertThat(get(quickstart.startMessagingWorker().uri())).contains("api-base-url");

      URI server = quickstart.serverUri();
      quickstart.server().stop(Duration.ofSeconds(15));
      assertThat(quickstart.server().recentLines()).contains("told to end");
      assertThat(quickstart.startServer().uri()).isEqualTo(server);

      quickstart.postgres().stop();
      quickstart.postgres().start();
    }
  }

  @Test
  void usesTheKeyThatTheServerHasLeft() throws Exception {
    String key;
    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart())) {
      key = quickstart.apiKey();
      assertThat(key).startsWith("chq_fake_");
    }
    assertThat(folder.resolve("api-key")).hasContent(key);

    try (Quickstart next = Quickstart.start(settings())) {
      assertThat(next.apiKey()).isEqualTo(key);
    }
  }

  @Test
  void makesAnotherKeyWhenTheServerDoesNotTakeTheOneThatIsKept() throws Exception {
    Files.writeString(folder.resolve("api-key"), "chq_of_another_database");

    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart())) {
      assertThat(quickstart.apiKey()).startsWith("chq_fake_");
      assertThat(folder.resolve("api-key")).hasContent(quickstart.apiKey());
    }
  }

  @Test
  void givesTheServerTheHashOfThisStartsPassword() throws Exception {
    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart())) {
      String told = get(quickstart.server().uri());
      assertThat(told)
          .contains("CHASQUI_LOGIN_USERS_0_NAME=admin", "CHASQUI_LOGIN_USERS_0_ROLE=admin")
          .doesNotContain(quickstart.dashboardPassword());
      Matcher hash = Pattern.compile("0_PASSWORDHASH=(\\$2a\\$[^,}]+)").matcher(told);
      assertThat(hash.find()).isTrue();
      assertThat(BCrypt.checkpw(quickstart.dashboardPassword(), hash.group(1))).isTrue();
      assertThat(get(quickstart.emailWorkers().get(0).uri())).doesNotContain("CHASQUI_LOGIN");
    }
  }

  @Test
  void saysWhyAKeyCouldNotBeMade() {
    ServerKeys keys = new ServerKeys(jars.resolve("scheduler-server.jar"), "jdbc:x", "u", "secret");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> keys.create("refused", "read"))
        .withMessageContaining("exit code 1")
        .withMessageContaining("Key of refused");
  }

  @Test
  void endsWhatItHasStartedWhenAnApplicationDoesNotStart() throws Exception {
    QuickstartSettings settings = settingsOfALaterStart("--app.fail-with=3");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> Quickstart.start(settings))
        .withMessageMatching(
            "(?s)\\S+ ended with exit code 3 before it was ready. Its last lines, of %s/logs/\\S+.log:.*cannot start: señal.*"
                .formatted(Pattern.quote(folder.toString())));

    assertThat(PidsBelow.of(folder)).isEmpty();
  }

  @Test
  void saysWhichApplicationEndedByItself() throws Exception {
    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart())) {
      ChildProcess worker = quickstart.messagingWorkers().get(0);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> get(worker.uri().resolve("/exit/7")));

      ChildProcess ended = quickstart.awaitUnexpectedEnd();

      assertThat(ended).isSameAs(worker);
      assertThat(ended.exitCode()).isEqualTo(7);
    }
  }

  @Test
  void refusesASecondQuickstartOnTheSameData() throws Exception {
    try (Quickstart quickstart = Quickstart.start(settingsOfALaterStart())) {
      assertThatExceptionOfType(QuickstartRefused.class)
          .isThrownBy(() -> Quickstart.start(settings()))
          .withMessageContaining("Another quickstart is running with the data folder");
      assertThat(quickstart.server().isAlive()).isTrue();
    }
  }

  @Test
  void aStartThatIsRefusedBecauseOfAPortLeavesNothingBehind() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      QuickstartSettings settings =
          QuickstartSettings.onFreePorts(
              folder.resolve("new").resolve("data"),
              "--jars-dir=" + jars,
              "--smtp-port=" + taken.getLocalPort());

      assertThatExceptionOfType(QuickstartRefused.class)
          .isThrownBy(() -> Quickstart.start(settings))
          .withMessageContaining("--smtp-port=PORT");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void namesTheJarsThatAreMissing(@TempDir Path empty) {
    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(
            () -> Quickstart.start(QuickstartSettings.onFreePorts(folder, "--jars-dir=" + empty)))
        .withMessageContaining("scheduler-server.jar")
        .withMessageContaining("email-worker.jar")
        .withMessageContaining("messaging-worker.jar")
        .withMessageContaining("--jars-dir");
  }

  /** On data that a first start has left; that is about PostgreSQL's alone. */
  private QuickstartSettings settingsOfALaterStart(String... more) throws IOException {
    FirstStart.copyTo(folder.resolve("postgres"));
    return settings(more);
  }

  private QuickstartSettings settings(String... more) {
    String[] all = new String[more.length + 1];
    all[0] = "--jars-dir=" + jars;
    System.arraycopy(more, 0, all, 1, more.length);
    return QuickstartSettings.onFreePorts(folder, all);
  }

  private String get(URI uri) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
