package io.chasqui.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Share;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which order the lanes of a queue are asked for work. */
class WaitingWorkTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Share OWN = Share.own(Queue.WEBHOOK);
  private static final Share OTHER = share("https://one.example:443", Band.DIRECT);
  private static final Share THIRD = share("https://two.example:443", Band.DIRECT);
  private static final Share BULK = share("https://one.example:443", Band.BULK);

  @Test
  void asksTheQueuesOwnLaneThoughNothingIsKnownOfIt() {
    assertThat(WaitingWork.unknown().toAsk(OWN, NOW)).containsExactly(OWN);
    assertThat(waiting(Map.of(OWN, NOW.plusSeconds(9))).toAsk(OWN, NOW)).containsExactly(OWN);
  }

  @Test
  void asksOtherLanesOnlyWhenTheyHaveSomethingThatIsDue() {
    WaitingWork waiting = waiting(Map.of(OTHER, NOW, THIRD, NOW.plusMillis(1)));

    assertThat(waiting.toAsk(OWN, NOW)).containsExactlyInAnyOrder(OWN, OTHER);
    assertThat(waiting.toAsk(OWN, NOW.plusMillis(1))).containsExactlyInAnyOrder(OWN, OTHER, THIRD);
  }

  @Test
  void asksFirstWhatHasWaitedLongest() {
    WaitingWork waiting =
        waiting(
            Map.of(
                OTHER, NOW.minusSeconds(1), OWN, NOW.minusSeconds(2), THIRD, NOW.minusSeconds(3)));

    assertThat(waiting.toAsk(OWN, NOW)).containsExactly(THIRD, OWN, OTHER);
  }

  @Test
  void asksAfterWorkInBulkLastHoweverLongItHasWaited() {
    WaitingWork waiting = waiting(Map.of(BULK, Instant.EPOCH, OTHER, NOW));

    assertThat(waiting.toAsk(OWN, NOW)).endsWith(BULK);
  }

  private static WaitingWork waiting(Map<Share, Instant> dueAt) {
    return new WaitingWork(dueAt);
  }

  private static Share share(String origin, Band band) {
    return new Share(Queue.WEBHOOK, new Lane("webhook:" + origin), band);
  }
}
