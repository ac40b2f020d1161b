package io.chasqui.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void everythingIsMeasuredInFullUnlessSomethingIsNamed() {
    Options options = Options.parse();

    assertThat(options.scenarios()).containsExactly(Scenario.values());
    assertThat(options.sizes().throughput().mails()).isEqualTo(5_000);
    assertThat(options.sizes().backlog().deliveries()).isEqualTo(1_000_000);
    assertThat(options.sizes().intake().oldMonth()).as("only when it is asked for").isZero();
    assertThat(options.sink()).isEqualTo(SinkChoice.BOTH);
    assertThat(options.bullMq()).isTrue();
    assertThat(options.keepsProcesses()).isFalse();
  }

  @Test
  void scenariosAndNumbersCanBeChosen() {
    Options options =
        Options.parse(
            "c",
            "A",
            "--sink=smtp-sink",
            "--bullmq=no",
            "--mails=7",
            "--warm-up=3",
            "--rounds=2",
            "--backlog=9",
            "--old-month=8",
            "--pool-size=4",
            "--jvm-options=-Xmx1g -XX:+UseZGC");

    assertThat(options.scenarios()).containsExactly(Scenario.A, Scenario.C);
    assertThat(options.sink()).isEqualTo(SinkChoice.SMTP_SINK);
    assertThat(options.bullMq()).isFalse();
    assertThat(options.sizes().throughput().mails()).isEqualTo(7);
    assertThat(options.sizes().throughput().warmUp()).isEqualTo(3);
    assertThat(options.sizes().throughput().rounds()).isEqualTo(2);
    assertThat(options.sizes().intake().rounds()).isEqualTo(2);
    assertThat(options.sizes().backlog().deliveries()).isEqualTo(9);
    assertThat(options.sizes().intake().oldMonth()).isEqualTo(8);
    assertThat(options.poolSize()).isEqualTo(4);
    assertThat(options.jvmOptions()).containsExactly("-Xmx1g", "-XX:+UseZGC");
  }

  @Test
  void aSmokeRunNeedsNoNetworkUnlessItIsAskedTo() {
    assertThat(Options.parse("--smoke").bullMq()).isFalse();
    assertThat(Options.parse("--smoke", "--bullmq=yes").bullMq()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"G", "--fast", "--mails=none", "--mails=0", "--rounds", "--sink=pipe", "--bullmq"})
  void whatIsNotUnderstoodIsRefused(String argument) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(argument));
  }
}
