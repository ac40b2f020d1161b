package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReadCut;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportCacheTest {

  private static final CorrelationId ID = new CorrelationId("report-1");
  private static final CorrelationId OTHER = new CorrelationId("report-2");

  private static final ReportCache.Room ROOMY = bytes -> {};
  private static final Duration SOON = Duration.ofSeconds(5);

  private final FakeStorage storage = new FakeStorage();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final ReportCache reports = reports(1_000_000);
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void letEveryoneGo() {
    storage.release();
  }

  @Test
  void readsAReportOnceForManyDeliveries() throws IOException {
    storage.keep(ID, "one", "v1");

    for (int i = 0; i < 10; i++) {
      assertThat(find(ID)).contains("%PDF-one");
    }

    assertThat(storage.timesRead(ID)).isEqualTo(1);
    assertThat(count("miss")).isEqualTo(1);
    assertThat(count("hit")).isEqualTo(9);
  }

  @Test
  void neverGivesAReportThatWasReplaced() throws IOException {
    storage.keep(ID, "one", "v1");
    find(ID);
    storage.keep(ID, "two", "v2");

    assertThat(find(ID)).contains("%PDF-two");
    assertThat(find(ID)).contains("%PDF-two");
    assertThat(storage.timesRead(ID)).isEqualTo(2);
  }

  @Test
  void neverGivesAReportThatIsGone() throws IOException {
    storage.keep(ID, "one", "v1");
    find(ID);
    storage.remove(ID);

    assertThat(find(ID)).isEmpty();
    storage.keep(ID, "two", "v2");
    assertThat(find(ID)).contains("%PDF-two");
  }

  @Test
  void neverGivesAReportAgainWithoutAVersion() throws IOException {
    storage.keep(ID, "one", null);
    find(ID);
    storage.keep(ID, "two", null);

    assertThat(find(ID)).contains("%PDF-two");
  }

  @Test
  void threadsThatNeedOneReportAtOnceReadItOnce() throws Exception {
    storage.keep(ID, "one", "v1");
    List<CompletableFuture<Optional<String>>> all = whileOneReads(ID, 31);

    storage.release();

    assertThat(all).allSatisfy(found -> assertThat(found.join()).contains("%PDF-one"));
    assertThat(storage.timesRead(ID)).isEqualTo(1);
  }

  @Test
  void aThreadThatWaitedGetsWhatReplacedTheReportMeanwhile() throws Exception {
    storage.keep(ID, "one", "v1");
    List<CompletableFuture<Optional<String>>> all = whileOneReads(ID, 1);
    storage.keep(ID, "two", "v2");

    storage.release();

    assertThat(all)
        .extracting(CompletableFuture::join)
        .containsExactly(Optional.of("%PDF-one"), Optional.of("%PDF-two"));
  }

  @Test
  void readingOneReportDoesNotHoldAnother() throws Exception {
    storage.keep(ID, "one", "v1");
    storage.keep(OTHER, "other", "v1");
    whileOneReads(ID, 0);

    assertThat(inOwnThread(OTHER)).succeedsWithin(SOON).isEqualTo(Optional.of("%PDF-other"));
  }

  @Test
  void aReportWithoutAVersionIsWaitedForByNobody() throws Exception {
    storage.keep(ID, "one", null);
    whileOneReads(ID, 0);

    assertThat(inOwnThread(ID)).succeedsWithin(SOON).isEqualTo(Optional.of("%PDF-one"));
  }

  @Test
  void thoseWhoWaitedReadForThemselvesWhenTheReadingFails() throws Exception {
    storage.keep(ID, "one", "v1");
    storage.breakOff();
    List<CompletableFuture<Optional<String>>> all = whileOneReads(ID, 3);

    storage.release();

    assertThat(all.get(0)).failsWithin(SOON);
    assertThat(all.subList(1, 4))
        .allSatisfy(found -> assertThat(found.join()).contains("%PDF-one"));
  }

  @Test
  void keepsNoMoreThanItMay() throws IOException {
    ReportCache small = reports(35_000);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10; i++) {
        CorrelationId id = new CorrelationId("report-" + i);
        storage.keep(id, "x".repeat(10_000), "v1");
        small.find(id, ROOMY, new ReadCut());
      }
    }

    assertThat(count("hit")).isLessThanOrEqualTo(3);
  }

  @Test
  void keepsNothingInACacheOfSizeZeroOrThatIsTooSmall() throws IOException {
    storage.keep(ID, "x".repeat(10_000), "v1");
    for (ReportCache none : List.of(reports(0), reports(9_999))) {
      none.find(ID, ROOMY, new ReadCut());
      none.find(ID, ROOMY, new ReadCut());
    }

    assertThat(storage.timesRead(ID)).isEqualTo(4);
  }

  @Test
  void whoWaitsForAnotherReadingCanBeCutAndTheOtherGoesOn() throws Exception {
    storage.keep(ID, "one", "v1");
    CompletableFuture<Optional<String>> first = whileOneReads(ID, 0).get(0);
    ReadCut cut = new ReadCut();
    cut.cut();

    assertThatThrownBy(() -> reports.find(ID, ROOMY, cut)).isInstanceOf(IOException.class);

    storage.release();
    assertThat(first).succeedsWithin(SOON).isEqualTo(Optional.of("%PDF-one"));
  }

  /** One thread reads and is held; then others come and wait. The reader is the first. */
  private List<CompletableFuture<Optional<String>>> whileOneReads(CorrelationId id, int others)
      throws InterruptedException {
    storage.holdNextReader();
    List<CompletableFuture<Optional<String>>> all = new ArrayList<>();
    all.add(inOwnThread(id));
    storage.awaitReader();
    for (int i = 0; i < others; i++) {
      all.add(inOwnThread(id));
    }
    await()
        .until(
            () ->
                threads.size() == 1 + others
                    && threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
    return all;
  }

  private CompletableFuture<Optional<String>> inOwnThread(CorrelationId id) {
    CompletableFuture<Optional<String>> found = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                found.complete(find(id));
              } catch (IOException e) {
                found.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return found;
  }

  private Optional<String> find(CorrelationId id) throws IOException {
    return reports
        .find(id, ROOMY, new ReadCut())
        .map(report -> new String(report.content(), StandardCharsets.UTF_8));
  }

  private double count(String result) {
    return meters.counter("chasqui.report.cache", "result", result).count();
  }

  private ReportCache reports(long cacheSize) {
    return new ReportCache(
        storage, new PdfReader(ReportEncoding.PDF, 1_000_000), cacheSize, meters);
  }
}
