package io.chasqui.quickstart.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to the database that break again and again, in all processes. */
@Tag("faults")
class DatabaseStormIT {

  private static final Duration STORM = Duration.ofSeconds(20);
  private static final int SENDS = 100;

  private final FaultBed bed;

  DatabaseStormIT(@TempDir Path folder) throws Exception {
    bed = FaultBed.start(folder, "database-storm");
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  @Test
  void aHundredDeliveriesArriveThroughAStormOfTwentySeconds() throws Exception {
    bed.mailServer().thinkFor(Duration.ofMillis(50));
    bed.startEmailWorker();
    bed.startEmailWorker();
    Instant begin = Instant.now().plusSeconds(1);
    Instant end = begin.plus(STORM);
    bed.schedule(sendsBetween(begin, end));

    int cut = 0;
    while (Instant.now().isBefore(end)) {
      cut += bed.cutConnections(2);
      // The storm's own rhythm: about eight cuts a second.
      Thread.sleep(250);
    }
    bed.awaitNothingOpen(Duration.ofMinutes(2));

    Oracle oracle = bed.oracle();
    System.out.println(cut + " connections cut in 20 s: " + oracle.summary());
    oracle.findsThePromiseKept();
  }

  private static List<Request> sendsBetween(Instant begin, Instant end) {
    Duration step = Duration.between(begin, end).dividedBy(SENDS);
    return IntStream.range(0, SENDS)
        .mapToObj(i -> Request.email("storm-" + i).at(begin.plus(step.multipliedBy(i))))
        .toList();
  }
}
