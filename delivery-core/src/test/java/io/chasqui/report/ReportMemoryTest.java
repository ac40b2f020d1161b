package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportMemoryTest {

  private static final long MB = 1 << 20;

  private final ReportMemory memory = new ReportMemory(10 * MB, Duration.ofSeconds(30));

  @Test
  void largeReportsShareIt() throws IOException {
    ReportMemory.Part first = memory.take(6 * MB);
    assertThatThrownBy(() -> memory.take(6 * MB)).isInstanceOf(ReportMemory.Full.class);

    first.close();
    first.close();

    memory.take(6 * MB);
    assertThatThrownBy(() -> memory.take(6 * MB)).isInstanceOf(ReportMemory.Full.class);
  }

  @Test
  void smallReportsAreNotCounted() throws IOException {
    memory.take(10 * MB);

    assertThat(memory.take(MB)).isNotNull();
  }

  @Test
  void aReportLargerThanAllOfItIsSentAlone() throws IOException {
    ReportMemory.Part whole = memory.take(50 * MB);
    assertThat(whole.isEnoughFor(50 * MB)).isTrue();
    assertThatThrownBy(() -> memory.take(2 * MB)).isInstanceOf(ReportMemory.Full.class);
  }

  @Test
  void whoWaitsGetsItWhenAnotherHasEnded() throws Exception {
    ReportMemory.Part first = memory.take(6 * MB);
    CompletableFuture<Optional<ReportMemory.Part>> next =
        CompletableFuture.supplyAsync(() -> memory.await(6 * MB));

    first.close();

    assertThat(next.get(5, TimeUnit.SECONDS)).isPresent();
  }
}
