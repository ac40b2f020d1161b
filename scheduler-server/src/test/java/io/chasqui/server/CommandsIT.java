package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.push.PushSettings;
import io.chasqui.delivery.push.VapidPrivateKey;
import io.chasqui.ops.Repository;
import io.chasqui.server.api.access.Scope;
import io.chasqui.server.command.Commands;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJvm;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Keys and passwords by commands of the server's jar. */
@ExtendWith(OutputCaptureExtension.class)
class CommandsIT {

  private static final String KEY = "chq_[0-9a-f]{12}_[0-9a-f]{64}";

  private final TestDatabase database = TestDatabase.empty();

  @Test
  void aMisspeltCommandDoesNotStartTheServer(CapturedOutput output) {
    for (String word : List.of("kyes", "user", "-Dserver.port=1")) {
      assertThat(Commands.areOne(word, "list")).as(word).isTrue();
    }
    assertThat(Commands.areOne("--server.port=0")).isFalse();

    assertThat(ServerCommand.run(database, "kyes", "list")).isEqualTo(2);

    assertThat(output.getErr()).contains("kyes").contains("keys");
  }

  /** The jar itself, on an empty database: nothing but the key is on standard output. */
  @Test
  void theJarMakesAKeyBeforeTheServerHasEverRun() throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(TestJvm.onTheSameMachineWithItsCharset());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar"));
    command.add(Repository.file("scheduler-server/target/scheduler-server.jar").toString());
    command.addAll(List.of("keys", "create", "--scope", "schedule"));
    ProcessBuilder builder = new ProcessBuilder(command);
    database
        .settings()
        .forEach(
            (key, value) ->
                builder.environment().put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
    File errors = File.createTempFile("chasqui-", ".err");
    Process process = builder.redirectError(errors).start();

    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

    assertThat(process.waitFor()).isZero();
    assertThat(output).matches(KEY);
    try (ChasquiServer server = ChasquiServer.on(database)) {
      String[] key = {"Authorization", "Bearer " + output};
      assertThat(
              server
                  .post(
                      "/api/schedule-email",
                      "{\"correlationId\":\"a\",\"toEmail\":\"a@b.example\"}",
                      key)
                  .statusCode())
          .isEqualTo(200);
      assertThat(server.get("/api/deliveries", key).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void keysOfPushAreMadeWithoutADatabaseAndFitTheirSettings(CapturedOutput output) {
    assertThat(Commands.run("push-keys")).isZero();

    String[] lines = output.getOut().strip().split("\\R");
    String publicKey = value(lines[lines.length - 2], "CHASQUI_PUSH_VAPIDPUBLICKEY=");
    String privateKey = value(lines[lines.length - 1], "CHASQUI_PUSH_VAPIDPRIVATEKEY=");
    PushSettings settings =
        new PushSettings(
            publicKey,
            VapidPrivateKey.valueOf(privateKey),
            "mailto:ops@example.com",
            Duration.ofSeconds(15),
            List.of(),
            Duration.ofDays(1),
            Duration.ofMinutes(1),
            8);
    assertThat(settings.isOn()).isTrue();
    assertThat(settings.keys().publicText()).isEqualTo(publicKey);
  }

  private static String value(String line, String name) {
    assertThat(line).startsWith(name);
    return line.substring(name.length());
  }

  @Test
  void aKeyIsMadeListedAndRevoked(CapturedOutput output) {
    assertThat(run("keys", "create", "--scope=read,manage", "--name=billing")).isZero();
    String key = lastLine(output);
    assertThat(key).matches(KEY);

    assertThat(run("keys", "list")).isZero();
    assertThat(lastLine(output))
        .startsWith(key.split("_")[1] + "  billing  read,manage")
        .endsWith("live")
        .doesNotContain(key.split("_")[2]);

    assertThat(run("keys", "revoke", key.split("_")[1])).isZero();
    assertThat(run("keys", "list")).isZero();
    assertThat(lastLine(output)).contains("revoked 20");
    assertThat(run("keys", "revoke", "000000000000")).isEqualTo(1);
    assertThat(
            database
                .jdbc()
                .sql(
                    "SELECT concat_ws(' ', act, object_id, actor_kind, actor, via, address)"
                        + " FROM audit_entry ORDER BY id")
                .query(String.class)
                .list())
        .containsExactly(
            "key.created " + key.split("_")[1] + " COMMAND " + account() + " COMMAND",
            "key.revoked " + key.split("_")[1] + " COMMAND " + account() + " COMMAND");
  }

  private static String account() {
    return System.getProperty("user.name");
  }

  @Test
  void aKeyOfEveryScopeIsMade(CapturedOutput output) {
    String all = Arrays.stream(Scope.values()).map(Scope::word).collect(Collectors.joining(","));

    assertThat(run("keys", "create", "--scope", all)).isZero();
    assertThat(run("keys", "list")).isZero();
    assertThat(lastLine(output)).contains("  " + all + "  ");
    assertThat(run("keys", "create", "--help")).isZero();
    assertThat(output.getOut().replaceAll("\\s+", " "))
        .contains(all.replace(",", ", ").replace(", admin", " or admin"));
  }

  @Test
  void whatIsWrongIsSaidAndNothingIsMade(CapturedOutput output) {
    assertThat(run("keys", "create")).isEqualTo(2);
    assertThat(output.getErr()).contains("--scope");
    assertThat(run("keys", "create", "--scope", "everything")).isEqualTo(2);
    assertThat(output.getErr()).contains("schedule, read, manage, recipients, templates, approve");
    assertThat(run("keys", "create", "--scope=read", "--expires-at=tomorrow")).isEqualTo(2);
    assertThat(output.getErr()).contains("--expires-at");
    assertThat(output.getErr()).contains("RFC 3339");
    assertThat(run("keys", "create", "--scope=read", "--expires-at=2020-01-01T00:00:00Z"))
        .isEqualTo(1);
    assertThat(output.getErr()).contains("2020-01-01T00:00:00Z would have expired already");
    assertThat(run("keys", "create", "--scope=read", "--name=a b")).isEqualTo(2);
    assertThat(run("keys", "make")).isEqualTo(2);
    assertThat(output.getErr()).doesNotContain("\tat ");
  }

  @Test
  void aThirdLiveKeyOfANameIsRefused(CapturedOutput output) {
    assertThat(run("keys", "create", "--scope=read", "--name=billing")).isZero();
    assertThat(run("keys", "create", "--scope=read", "--name=billing")).isZero();

    assertThat(run("keys", "create", "--scope=read", "--name=billing")).isEqualTo(1);

    assertThat(output.getErr()).contains("billing has two live keys already");
  }

  @Test
  void aPasswordIsHashed(CapturedOutput output) {
    var input = System.in;
    System.setIn(
        new ByteArrayInputStream("correct horse battery\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("users", "hash-password")).isZero();
    } finally {
      System.setIn(input);
    }
    assertThat(new BCryptPasswordEncoder().matches("correct horse battery", lastLine(output)))
        .isTrue();
  }

  private int run(String... words) {
    return ServerCommand.run(database, words);
  }

  private static String lastLine(CapturedOutput output) {
    return output.getOut().lines().reduce((first, next) -> next).orElseThrow();
  }
}
