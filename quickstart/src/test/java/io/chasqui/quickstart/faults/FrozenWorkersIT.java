package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that sleep longer than their lease, as in a long pause of a virtual machine. */
@Tag("faults")
class FrozenWorkersIT {

  private static final Duration FREEZE = Duration.ofSeconds(45);

  private final FaultBed bed;

  FrozenWorkersIT(@TempDir Path folder) throws Exception {
    bed = FaultBed.start(folder, "frozen-workers");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void sendNothingWhenTheyWake() throws Exception {
    Worker first = bed.startEmailWorker();
    Accepted claimed = bed.stopAt(FailPoint.AFTER_CLAIM, first, Request.email("claimed"));
    Accepted connected = bed.stopAt(FailPoint.AFTER_CONNECT, first, Request.email("connected"));
    first.freeze();
    Worker second = bed.startEmailWorker();
    Instant deadline = Instant.now().plusSeconds(10);
    Accepted lateClaimed =
        bed.stopAt(FailPoint.AFTER_CLAIM, second, Request.email("late-claimed").notAfter(deadline));
    Accepted lateConnected =
        bed.stopAt(
            FailPoint.AFTER_CONNECT, second, Request.email("late-connected").notAfter(deadline));
    second.freeze();
    bed.startEmailWorker();

    // The pause is what is tried.
    Thread.sleep(FREEZE.toMillis());
    for (Worker worker : List.of(first, second)) {
      worker.letGo(FailPoint.AFTER_CLAIM);
      worker.letGo(FailPoint.AFTER_CONNECT);
      worker.thaw();
    }
    bed.awaitNothingOpen(Duration.ofMinutes(2));
    first.end(Duration.ofSeconds(30));
    second.end(Duration.ofSeconds(30));

    Oracle oracle = bed.oracle();
    System.out.println("Frozen for 45 s: " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(List.of(claimed, connected)).extracting(oracle::copies).containsOnly(1);
    assertThat(List.of(lateClaimed, lateConnected))
        .extracting(oracle::status)
        .containsOnly("EXPIRED");
  }
}
