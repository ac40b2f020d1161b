package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DenialWarningsTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final DenialWarnings warnings = new DenialWarnings(nanos::get);

  @Test
  void warnsOnceAMinute(CapturedOutput output) {
    warnings.warn(denied("401"));
    warnings.warn(denied("401"));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    warnings.warn(denied("403"));
    assertThat(warningsIn(output)).isEqualTo(1);

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    warnings.warn(denied("403"));

    assertThat(warningsIn(output)).isEqualTo(2);
    assertThat(output).contains("WARN").contains("answered 403: check the key");
  }

  private static StorageAccessDenied denied(String status) {
    return new StorageAccessDenied("answered " + status + ": check the key");
  }

  private static long warningsIn(CapturedOutput output) {
    return output.getOut().lines().filter(line -> line.contains("WARN")).count();
  }
}
