package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Workers that sleep in each phase of an attempt for so long that others miss them, as in a long
 * pause of a virtual machine.
 */
@Tag("faults")
class FrozenWorkersIT {

  private static final List<FailPoint> BEFORE_THE_LAST_BYTE =
      List.of(
          FailPoint.BEFORE_TURN,
          FailPoint.AFTER_CLAIM,
          FailPoint.AFTER_CONNECT,
          FailPoint.AFTER_PERMISSION);
  private static final Duration FREEZE = Duration.ofSeconds(60);

  private final FaultBed bed;

  FrozenWorkersIT(@TempDir Path folder) throws Exception {
    bed = FaultBed.start(folder, "frozen-workers");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void sendNoTextWhenTheyWake() throws Exception {
    Worker sms = bed.startSmsWorker();
    Worker push = bed.startPushWorker();
    Worker webhook = bed.startWebhookWorker();
    List<Accepted> claimed =
        List.of(
            bed.stopAt(FailPoint.AFTER_CLAIM, sms, Request.sms(1_000_001)),
            bed.stopAt(FailPoint.AFTER_CLAIM, push, Request.push("claimed")),
            bed.stopAt(FailPoint.AFTER_CLAIM, webhook, Request.webhook("claimed")));
    Accepted held = bed.stopAt(FailPoint.AFTER_PERMISSION, sms, Request.sms(1_000_002));
    List<Accepted> allowed =
        List.of(
            bed.stopAt(FailPoint.AFTER_PERMISSION, push, Request.push("allowed")),
            bed.stopAt(FailPoint.AFTER_PERMISSION, webhook, Request.webhook("allowed")));
    List<Worker> frozen = List.of(sms, push, webhook);
    for (Worker worker : frozen) {
      worker.freeze();
    }
    bed.startMessagingWorker();

    // The pause is what is tried.
    Thread.sleep(FREEZE.toMillis());
    for (Worker worker : frozen) {
      worker.letGo(FailPoint.AFTER_CLAIM);
      worker.letGo(FailPoint.AFTER_PERMISSION);
      worker.thaw();
    }
    bed.awaitNothingOpen(Duration.ofMinutes(2));
    for (Worker worker : frozen) {
      worker.end(Duration.ofSeconds(30));
    }

    Oracle oracle = bed.oracle();
    System.out.println("Texts frozen for 60 s: " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(claimed).extracting(oracle::copies).containsOnly(1);
    assertThat(claimed).extracting(oracle::unknownAttempts).containsOnly(0L);
    assertThat(oracle.copies(held)).isZero();
    assertThat(allowed).extracting(oracle::copies).containsOnly(1);
  }

  @Test
  void sendNothingWhenTheyWake() throws Exception {
    Worker first = bed.startEmailWorker();
    List<Accepted> unsent = new ArrayList<>();
    for (FailPoint point : BEFORE_THE_LAST_BYTE) {
      unsent.add(bed.stopAt(point, first, Request.email("frozen-" + point)));
    }
    Accepted answered = bed.stopAt(FailPoint.AFTER_ANSWER, first, Request.email("answered"));
    Accepted stored = bed.stopAt(FailPoint.AFTER_OUTCOME, first, Request.email("stored"));
    Accepted inCommit =
        bed.stopAt(FailPoint.IN_SHARED_COMMIT, first, Request.email("in-a-shared-commit"));
    first.freeze();
    Worker second = bed.startEmailWorker();
    Instant deadline = Instant.now().plusSeconds(10);
    List<Accepted> late = new ArrayList<>();
    for (FailPoint point : BEFORE_THE_LAST_BYTE) {
      late.add(bed.stopAt(point, second, Request.email("late-" + point).notAfter(deadline)));
    }
    second.freeze();
    bed.startEmailWorker();

    // The pause is what is tried.
    Thread.sleep(FREEZE.toMillis());
    for (FailPoint point : FailPoint.ofAttempts()) {
      first.letGo(point);
    }
    for (FailPoint point : BEFORE_THE_LAST_BYTE) {
      second.letGo(point);
    }
    first.thaw();
    second.thaw();
    bed.awaitNothingOpen(Duration.ofMinutes(2));
    first.end(Duration.ofSeconds(30));
    second.end(Duration.ofSeconds(30));

    Oracle oracle = bed.oracle();
    System.out.println("Frozen for 60 s: " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(unsent).extracting(oracle::copies).containsOnly(1);
    assertThat(List.of(answered, inCommit)).extracting(oracle::copies).containsOnly(2);
    assertThat(oracle.copies(stored)).isEqualTo(1);
    assertThat(late).extracting(oracle::copies).containsOnly(0);
  }
}
