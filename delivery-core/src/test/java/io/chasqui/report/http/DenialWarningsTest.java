package io.chasqui.report.http;

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
    warnings.warn(new StorageAccessDenied(401));
    warnings.warn(new StorageAccessDenied(401));
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    warnings.warn(new StorageAccessDenied(403));
    assertThat(warningsIn(output)).isEqualTo(1);

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    warnings.warn(new StorageAccessDenied(403));

    assertThat(warningsIn(output)).isEqualTo(2);
    assertThat(output).contains("check chasqui.storage.http.bearer-token");
  }

  private static long warningsIn(CapturedOutput output) {
    return output.getOut().lines().filter(line -> line.contains("WARN")).count();
  }
}
