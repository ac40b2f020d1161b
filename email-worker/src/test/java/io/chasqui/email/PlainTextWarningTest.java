package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A warning that means nothing hides those that do. */
@ExtendWith(OutputCaptureExtension.class)
class PlainTextWarningTest {

  private static final String WARNING = "chasqui.email.tls=none is unsafe";

  @ParameterizedTest
  @ValueSource(strings = {"mail.example.com", "128.0.0.1", "127.0.0.1.example.com", "10.127.0.1"})
  void comesOnceWhenMailsLeaveThisMachineInClear(String host, CapturedOutput output) {
    connectTo(host);

    assertThat(output).containsOnlyOnce(WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost", "LOCALHOST"})
  void doesNotComeWhenTheyStayOnIt(String host, CapturedOutput output) {
    connectTo(host);

    assertThat(output).contains("Mail goes to " + host).doesNotContain(WARNING);
  }

  private static void connectTo(String host) {
    new EmailConfiguration().emailRelays(TestEmail.settings(Map.of("host", host, "tls", "none")));
  }
}
