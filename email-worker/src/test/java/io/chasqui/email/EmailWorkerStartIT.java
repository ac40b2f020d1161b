package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.testing.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads when a setting is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class EmailWorkerStartIT {

  private static final TestDatabase DATABASE = TestDatabase.fresh();

  static Stream<Arguments> badSettings() {
    return Stream.of(
        bad("chasqui.email.host", "", "chasqui.email.host is not set", "CHASQUI_EMAIL_HOST="),
        bad("chasqui.email.tls", "starttls", "chasqui.email.tls", "REQUIRED"),
        bad("chasqui.email.pool-size", "0", "chasqui.email.pool-size must be", "1 to 1000"),
        bad("chasqui.email.pol-size", "9", "chasqui.email.pol-size is unknown", "pool-size?"),
        bad("chasqui.email.port", "70000", "chasqui.email.port must be", "1 to 65535"),
        bad("chasqui.email.retry-schedule", "soon", "chasqui.email.retry-schedule", "soon"),
        bad("chasqui.email.retry-schedule", "-5s", "chasqui.email.retry-schedule", "negative"),
        bad("chasqui.email.read-timeout", "0s", "chasqui.email.read-timeout must", "1 ms"),
        bad("chasqui.email.ca-certificate", "/nowhere.pem", "ca-certificate cannot be", "PEM"),
        bad("chasqui.email.layout", "/nowhere.html", "chasqui.email.layout cannot be", "HTML"),
        bad("chasqui.email.tls", "none", "chasqui.email.tls is none, but", "required"));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void namesTheKeyAndTheMend(
      String key,
      String value,
      String problem,
      String mend,
      CapturedOutput output,
      @TempDir Path reports) {
    Map<String, String> settings = new HashMap<>(DATABASE.settings());
    settings.put("server.port", "0");
    settings.put("chasqui.storage.directory.path", reports.toString());
    settings.put("chasqui.email.host", "smtp.example.com");
    settings.put("chasqui.email.from", "reports@example.com");
    settings.put("chasqui.email.username", "user");
    settings.put("chasqui.email.password", "canary-secret");
    settings.put(key, value);
    String[] arguments =
        settings.entrySet().stream()
            .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
            .toArray(String[]::new);
    assertThatThrownBy(() -> SpringApplication.run(EmailWorkerApplication.class, arguments).close())
        .isNotNull();
    assertThat(output.getAll())
        .containsOnlyOnce("APPLICATION FAILED TO START")
        .doesNotContain("Exception encountered during context initialization")
        .doesNotContain("condition evaluation report")
        .contains(problem)
        .contains(mend)
        .doesNotContain("canary-secret");
  }

  private static Arguments bad(String key, String value, String problem, String mend) {
    return Arguments.of(key, value, problem, mend);
  }
}
