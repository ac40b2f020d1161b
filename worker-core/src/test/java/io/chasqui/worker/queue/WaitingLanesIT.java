package io.chasqui.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Band;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.lane.Share;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When jobs are due that others than a worker have enqueued. */
class WaitingLanesIT {

  private static final Queue QUEUE = Queue.EMAIL;
  private static final Share OWN = Share.own(QUEUE);

  private final JdbcClient jdbc = TestDatabase.fresh().jdbc();
  private final WaitingLanes lanes = new WaitingLanes(QUEUE, jdbc, Clock.systemUTC());

  @Test
  void jobsThatAServerHasEnqueuedWhoseClockIsAheadAreDueAtOnce() {
    Share first = share("email:first", Band.BULK);
    Share second = share("email:second", Band.BULK);
    enqueue(first, "5 minutes");
    enqueue(second, "5 minutes");

    WaitingWork work = lanes.look();

    assertThat(work.toAsk(OWN, Instant.now())).containsExactlyInAnyOrder(OWN, first, second);
  }

  @Test
  void whatWasEnqueuedLongerAgoGoesFirst() {
    Share later = share("email:first", Band.BULK);
    Share earlier = share("email:second", Band.BULK);
    enqueue(later, "-1 minute");
    enqueue(earlier, "-2 minutes");

    WaitingWork work = lanes.look();

    assertThat(work.toAsk(OWN, Instant.now())).isEqualTo(List.of(OWN, earlier, later));
  }

  private void enqueue(Share share, String ahead) {
    jdbc.sql(
            """
            INSERT INTO jobrunr_jobs (
              id, version, jobasjson, jobsignature, lane, state, createdat, updatedat)
            VALUES (:lane, 1, '{}', :signature, :lane, 'ENQUEUED', now(),
              now() AT TIME ZONE 'UTC' + CAST(:ahead AS interval))
            """)
        .param("signature", share.jobSignature())
        .param("lane", share.storedLane())
        .param("ahead", ahead)
        .update();
  }

  private static Share share(String lane, Band band) {
    return new Share(QUEUE, QUEUE.lane(lane), band);
  }
}
