package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StorageReadsTest {

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final CorrelationId ID = new CorrelationId("report-1");
  private static final IOException REFUSED = new IOException("the report storage answered 500");

  private final AtomicLong nanos = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ProviderCircuitBreaker breaker =
      new ProviderCircuitBreaker(new Provider("storage:http"), READ_TIMEOUT, meters, nanos::get);
  private final StorageReads storage =
      new StorageReads(8, breaker, READ_TIMEOUT, new ReadMetrics(meters, Queue.EMAIL), nanos::get);

  private int others;

  @Test
  void aStorageThatFailsAgainAndAgainIsLeftAloneAndProbedByOne() throws NotRead {
    fail(5);

    assertThat(storage.isThere()).isFalse();
    assertThat(storage.isToBeProbed()).isFalse();
    TemporaryFailure outcome = refusal(ID);
    assertThat(outcome.code()).isEqualTo("STORAGE_UNAVAILABLE");
    assertThat(outcome.retryAfter()).isEqualTo(FIRST_REST);
    assertThat(meter("chasqui.channel.resting", "channel_key", "storage:http")).isOne();

    passes(FIRST_REST.plusMillis(1));
    assertThat(storage.isToBeProbed()).isTrue();
    assertThat(storage.isToBeProbed()).as("once a second").isFalse();
    StorageRead probe = storage.begin(ID);
    passes(Duration.ofSeconds(1));
    assertThat(storage.isToBeProbed()).as("while one probes").isFalse();
    assertThat(refusal(new CorrelationId("report-2")).code()).isEqualTo("STORAGE_UNAVAILABLE");

    answered(probe);
    assertThat(storage.isThere()).isTrue();
    assertThat(meter("chasqui.channel.resting", "channel_key", "storage:http")).isZero();
    assertThat(breaker.failures().count()).isZero();
  }

  @Test
  void aProbeThatFailsMakesTheRestLonger() throws NotRead {
    fail(5);
    passes(FIRST_REST.plusMillis(1));

    fail(1);

    passes(FIRST_REST.plusMillis(1));
    assertThat(storage.isToBeProbed()).isFalse();
    passes(FIRST_REST);
    assertThat(storage.isToBeProbed()).isTrue();
  }

  @Test
  void whoWaitsForTheStorageLooksAgainInFiveSecondsAndNotAllAtOnce() {
    List<Duration> turns = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      turns.add(storage.nextTurn());
    }

    assertThat(turns.get(0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(turns).doesNotHaveDuplicates().isSorted();
    assertThat(turns.get(200)).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void aReadingThatTakesTooLongIsCut() throws NotRead {
    StorageRead read = storage.begin(ID);
    boolean[] isCut = {false};
    read.cut().onCut(() -> isCut[0] = true);

    passes(READ_TIMEOUT.minusNanos(1));
    storage.endOverdue();
    assertThat(isCut[0]).isFalse();
    passes(Duration.ofNanos(1));
    storage.endOverdue();
    storage.endOverdue();

    assertThat(isCut[0]).isTrue();
    assertThat(breaker.failures().count()).isOne();
    assertThat(endings("timed_out")).isOne();
    assertThat(storage.brokeOff(read, new IOException("Canceled")).outcome())
        .isEqualTo(
            new TemporaryFailure(
                "STORAGE_UNAVAILABLE", "it took longer than 30000 ms", Duration.ofSeconds(5)));
    storage.end(read);
    assertThat(running()).isZero();
  }

  @Test
  void aStorageThatNeverAnswersIsLeftAloneThoughItsReadersAreStuck() throws NotRead {
    for (int i = 0; i < 4; i++) {
      storage.begin(other());
    }
    passes(READ_TIMEOUT);
    storage.endOverdue();
    assertThat(storage.isThere()).as("five are needed to say so").isTrue();
    breaker.acquire(1);
    breaker.ended(ChannelFault.unreachable("of another queue"), READ_TIMEOUT);

    assertThat(storage.isThere()).isFalse();
    assertThat(running()).as("they have their places until they come back").isEqualTo(4);
  }

  @Test
  void whatFindsNoPlaceIsPutBackForAMomentAndSaysNothingOfTheStorage() throws NotRead {
    for (int i = 0; i < 4; i++) {
      storage.begin(other());
    }
    passes(Duration.ofMillis(600));

    TemporaryFailure outcome = refusal(ID);

    assertThat(outcome.code()).isEqualTo("STORAGE_BUSY");
    assertThat(outcome.retryAfter()).isEqualTo(Duration.ofMillis(250));
    assertThat(meters.get("chasqui.report.reads.refused").tag("queue", "email").counter().count())
        .isOne();
    assertThat(running()).isEqualTo(4);
    assertThat(breaker.failures().count()).isZero();
  }

  @Test
  void whatGaveWayIsPutBackForLongerAndSaysNothingOfTheStorage() throws NotRead {
    for (int i = 0; i < 10; i++) {
      StorageRead read = storage.begin(other());
      read.giveWay();

      TemporaryFailure outcome = storage.brokeOff(read, new IOException("Canceled")).outcome();

      storage.end(read);
      assertThat(outcome.code()).isEqualTo("STORAGE_BUSY");
      assertThat(outcome.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }
    assertThat(storage.isThere()).isTrue();
    assertThat(breaker.failures().count()).isZero();
    assertThat(endings("gave_way")).isEqualTo(10);
  }

  @Test
  void whatGaveWayIsKnownAsSlowUntilItIsServed() throws NotRead {
    StorageRead slow = storage.begin(ID);
    slow.giveWay();
    storage.brokeOff(slow, new IOException("Canceled"));
    storage.end(slow);

    StorageRead again = storage.begin(ID);
    assertThat(again.isKnownAsSlow()).isTrue();
    answered(again);

    assertThat(storage.begin(ID).isKnownAsSlow()).isFalse();
  }

  @Test
  void aStorageThatServesNobodyIsToBlameAndOneThatServesOthersIsNot() throws NotRead {
    assertThat(failed(ID).code()).isEqualTo("STORAGE_UNAVAILABLE");
    passes(Duration.ofSeconds(5));
    assertThat(failed(ID).code()).as("nobody was served since").isEqualTo("STORAGE_UNAVAILABLE");
    passes(Duration.ofSeconds(5));
    answered(storage.begin(other()));
    passes(Duration.ofSeconds(5));

    TemporaryFailure outcome = failed(ID);

    assertThat(outcome).isEqualTo(new TemporaryFailure("REPORT_UNREADABLE", "IOException"));
    passes(Duration.ofSeconds(5));
    assertThat(failed(ID).code()).as("nobody was served since").isEqualTo("STORAGE_UNAVAILABLE");
  }

  @Test
  void aReportThatWasServedBeginsAnew() throws NotRead {
    failed(ID);
    passes(Duration.ofSeconds(5));
    answered(storage.begin(ID));
    passes(Duration.ofSeconds(5));

    assertThat(failed(ID).code()).isEqualTo("STORAGE_UNAVAILABLE");
  }

  @Test
  void aReadingThatEndsForAReasonOfOursSaysNothing() throws NotRead {
    for (int i = 0; i < 10; i++) {
      storage.end(storage.begin(ID));
    }

    assertThat(running()).isZero();
    assertThat(storage.isThere()).isTrue();
    assertThat(meters.find("chasqui.report.read").timers()).isEmpty();
  }

  @Test
  void readingsAreCountedByWhatCameOfThem() throws NotRead {
    answered(storage.begin(ID));
    fail(2);

    assertThat(endings("answered")).isOne();
    assertThat(endings("failed")).isEqualTo(2);
  }

  private void fail(int times) throws NotRead {
    for (int i = 0; i < times; i++) {
      failed(other());
    }
  }

  private TemporaryFailure failed(CorrelationId id) throws NotRead {
    StorageRead read = storage.begin(id);
    try {
      return storage.brokeOff(read, REFUSED).outcome();
    } finally {
      storage.end(read);
    }
  }

  private void answered(StorageRead read) {
    storage.answered(read);
    storage.end(read);
  }

  private TemporaryFailure refusal(CorrelationId id) {
    return catchThrowableOfType(NotRead.class, () -> storage.begin(id)).outcome();
  }

  private CorrelationId other() {
    return new CorrelationId("other-" + others++);
  }

  private void passes(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private double running() {
    return meter("chasqui.report.reads.running", "queue", "email");
  }

  private double meter(String name, String tag, String value) {
    return meters.get(name).tag(tag, value).gauge().value();
  }

  private long endings(String result) {
    return meters.get("chasqui.report.read").tag("result", result).timer().count();
  }
}
