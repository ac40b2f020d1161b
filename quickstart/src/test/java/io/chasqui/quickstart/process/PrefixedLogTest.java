package io.chasqui.quickstart.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PrefixedLogTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void putsTheNameBeforeEachLine() {
    PrefixedLog log = new PrefixedLog(out, false);

    log.line("server", "started");
    log.line("email-1", "señal");

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("[server] started", "[email-1] señal");
  }

  @Test
  void givesEachNameAColourOfItsOwnForAPerson() {
    PrefixedLog log = new PrefixedLog(out, true);

    log.line("server", "a");
    log.line("email-1", "b");
    log.line("server", "c");

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "\u001b[36m[server] \u001b[0ma",
            "\u001b[33m[email-1] \u001b[0mb",
            "\u001b[36m[server] \u001b[0mc");
  }
}
