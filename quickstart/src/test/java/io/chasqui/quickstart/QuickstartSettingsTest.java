package io.chasqui.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickstartSettingsTest {

  @Test
  void hasADefaultForEverything() {
    QuickstartSettings settings = QuickstartSettings.parse();

    assertThat(settings.port(ServicePort.SERVER)).isEqualTo(8080);
    assertThat(settings.port(ServicePort.BOT_API)).isEqualTo(8026);
    assertThat(settings.dataDir()).isAbsolute().endsWithRaw(Path.of("data", "quickstart"));
    assertThat(settings.emailWorkers()).isEqualTo(1);
    assertThat(settings.messagingWorkers()).isEqualTo(1);
    assertThat(settings.appProperties()).isEmpty();
  }

  @Test
  void findsTheRepositoryItWasBuiltIn() {
    assertThat(QuickstartSettings.parse().jarsDir().resolve("scheduler-server")).isDirectory();
  }

  @Test
  void takesEveryArgument() {
    QuickstartSettings settings =
        QuickstartSettings.parse(
            "--smtp-port=2526",
            "--email-workers=3",
            "--messaging-workers=0",
            "--jvm-options=-Xmx512m -Da=b",
            "--app.chasqui.schedule.default-delay=2s",
            "--app.a=b=c");

    assertThat(settings.port(ServicePort.SMTP)).isEqualTo(2526);
    assertThat(settings.emailWorkers()).isEqualTo(3);
    assertThat(settings.messagingWorkers()).isZero();
    assertThat(settings.jvmOptions()).containsExactly("-Xmx512m", "-Da=b");
    assertThat(settings.appProperties())
        .containsEntry("chasqui.schedule.default-delay", "2s")
        .containsEntry("a", "b=c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--smpt-port=1 | There is no argument --smpt-port",
        "--smtp-port=x | --smtp-port must be a whole number from 0 to 65535, not \"x\"",
        "--smtp-port=65536 | --smtp-port must be a whole number",
        "--email-workers=-1 | --email-workers must be a whole number from 0 to 16",
        "--data-dir= | --data-dir has no value",
        "--jvm-options=-Da='b | --jvm-options has a quote that is not closed",
        "--rehearse | --rehearse goes with --prepare",
        "--verbose=yes | There is no argument --verbose",
        "start | \"start\" is not of the form --key=value",
        "--app.server.servlet.context-path=/x | --app.server.servlet.context-path cannot be given",
        "--app.server.port=1 | --app.server.port cannot be given: use --server-port"
      })
  void namesTheArgumentThatIsWrong(String argument, String complaint) {
    assertThatExceptionOfType(QuickstartRefused.class)
        .isThrownBy(() -> QuickstartSettings.parse(argument))
        .withMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "-Xmx1g   -Da=b | -Xmx1g,-Da=b",
        "-XX:HeapDumpPath='/tmp/a b' -Xmx1g | -XX:HeapDumpPath=/tmp/a b,-Xmx1g",
        "\"-Da=it's $HOME\" '' | -Da=it's $HOME,",
        "-Da=\\ñ | -Da=\\ñ"
      })
  void jvmOptionsMayHaveBlanksInQuotes(String text, String options) {
    assertThat(QuickstartSettings.parse("--jvm-options=" + text).jvmOptions())
        .containsExactly(options.split(",", -1));
  }

  @Test
  void helpNamesEveryPort() {
    for (ServicePort port : ServicePort.values()) {
      assertThat(QuickstartArguments.help()).contains("--" + port.key() + "=" + port.defaultPort());
    }
  }

  @Test
  void testsGetAFreePortForEverything() {
    QuickstartSettings settings =
        QuickstartSettings.onFreePorts(Path.of("target"), "--email-workers=2");

    assertThat(settings.ports().values()).containsOnly(0);
    assertThat(settings.emailWorkers()).isEqualTo(2);
  }
}
