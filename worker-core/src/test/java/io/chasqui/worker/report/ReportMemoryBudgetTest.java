package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReportMemoryBudgetTest {

  private static final long MB = 1 << 20;

  private final ReportMemoryBudget memory = new ReportMemoryBudget(10 * MB, Duration.ofSeconds(30));

  @Test
  void largeReportsShareIt() throws IOException {
    ReportMemoryBudget.Part first = taken(6 * MB);
    assertThatThrownBy(() -> taken(6 * MB)).isInstanceOf(ReportMemoryBudget.Full.class);

    first.close();
    first.close();

    taken(6 * MB);
    assertThatThrownBy(() -> taken(6 * MB)).isInstanceOf(ReportMemoryBudget.Full.class);
  }

  @Test
  void smallReportsAreNotCounted() throws IOException {
    taken(10 * MB);

    assertThatCode(() -> taken(MB)).doesNotThrowAnyException();
  }

  @Test
  void aReportLargerThanAllOfItIsSentAlone() throws IOException {
    ReportMemoryBudget.Part whole = taken(50 * MB);
    assertThatCode(() -> whole.take(50 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> taken(2 * MB)).isInstanceOf(ReportMemoryBudget.Full.class);
  }

  @Test
  void whoWaitsGetsItWhenAnotherHasEnded() throws Exception {
    ReportMemoryBudget.Part first = taken(6 * MB);
    CompletableFuture<ReportMemoryBudget.Part> next = CompletableFuture.supplyAsync(this::awaited);

    first.close();

    assertThatCode(() -> next.get(5, TimeUnit.SECONDS).take(6 * MB)).doesNotThrowAnyException();
    assertThatThrownBy(() -> taken(6 * MB)).isInstanceOf(ReportMemoryBudget.Full.class);
  }

  @Test
  void whatWasTakenIsNotEnoughForMore() throws IOException {
    ReportMemoryBudget.Part part = taken(2 * MB);

    assertThatThrownBy(() -> part.take(3 * MB)).isInstanceOf(ReportMemoryBudget.Full.class);
  }

  private ReportMemoryBudget.Part taken(long bytes) throws IOException {
    ReportMemoryBudget.Part part = memory.part();
    part.take(bytes);
    return part;
  }

  private ReportMemoryBudget.Part awaited() {
    ReportMemoryBudget.Part part = memory.part();
    try {
      part.await(6 * MB);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return part;
  }
}
