package io.chasqui.quickstart.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
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
    hasAStorm(i -> Request.email("storm-" + i));
  }

  @Test
  void soDoTextsOfEachChannel() throws Exception {
    bed.receiver().thinkFor(Duration.ofMillis(50));
    bed.startMessagingWorker();
    bed.startMessagingWorker();
    hasAStorm(
        i -> Request.sms(1_000_000 + i),
        i -> Request.push("storm-" + i),
        i -> Request.webhook("storm-" + i));
  }

  @SafeVarargs
  private void hasAStorm(IntFunction<Request>... channels) throws Exception {
    // Those of the directory are written there first.
    Instant begin = Instant.now().plusSeconds(5);
    Instant end = begin.plus(STORM);
    for (IntFunction<Request> requests : channels) {
      bed.schedule(sendsBetween(begin, end, SENDS / channels.length, requests));
    }

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

  private static List<Request> sendsBetween(
      Instant begin, Instant end, int count, IntFunction<Request> requests) {
    Duration step = Duration.between(begin, end).dividedBy(count);
    return IntStream.range(0, count)
        .mapToObj(i -> requests.apply(i).at(begin.plus(step.multipliedBy(i))))
        .toList();
  }
}
