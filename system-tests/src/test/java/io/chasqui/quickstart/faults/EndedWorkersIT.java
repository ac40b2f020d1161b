package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are told to end while their peer keeps them waiting. */
@Tag("faults")
class EndedWorkersIT {

  private static final int IN_HAND = 4;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(12);

  private final FaultBed bed;

  EndedWorkersIT(@TempDir Path folder) throws Exception {
    bed = FaultBed.start(folder, "ended-workers");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void endInTimeThoughTheMailServerDoesNotAnswer() throws Exception {
    bed.mailServer().thinkFor(READ_TIMEOUT.multipliedBy(2));
    Worker worker =
        bed.startEmailWorker(
            "chasqui.worker.shutdown-timeout=" + SHUTDOWN_TIMEOUT.toSeconds() + "s",
            "chasqui.email.read-timeout=" + READ_TIMEOUT.toSeconds() + "s",
            "chasqui.email.attempt-timeout=" + READ_TIMEOUT.toSeconds() + "s");
    List<Accepted> sent = bed.schedule(Request.emails("in-hand", IN_HAND));
    await().atMost(Duration.ofSeconds(10)).until(() -> bed.mailServer().count() == IN_HAND);

    Duration took = worker.end(Duration.ofMinutes(1));

    assertThat(took).isBetween(SHUTDOWN_TIMEOUT, READ_TIMEOUT.minusSeconds(2));
    bed.mailServer().thinkFor(Duration.ZERO);
    bed.startEmailWorker();
    bed.awaitNothingOpen(Duration.ofMinutes(3));
    Oracle oracle = bed.oracle();
    System.out.println(
        "Told to end with " + IN_HAND + " after the dot: " + took + ", " + oracle.summary());
    oracle.findsThePromiseKept();
    assertThat(sent).extracting(oracle::status).containsOnly("DELIVERED");
  }
}
