package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerSlotsTest {

  private static final Lane HOST = Lane.of(Channel.WEBHOOK, "https://one.example:443");
  private static final Share TO_HOST = new Share(Queue.WEBHOOK, HOST, Band.DIRECT);
  private static final Share BULK_TO_HOST = new Share(Queue.WEBHOOK, HOST, Band.BULK);
  private static final Share TO_OTHER =
      new Share(Queue.WEBHOOK, Lane.of(Channel.WEBHOOK, "https://two.example:443"), Band.DIRECT);

  private final ExecutorService attempts = Executors.newCachedThreadPool();
  private long nanos;
  private final PeerSlots slots =
      new PeerSlots(4, 2, lane -> lane.equals(HOST) ? 2 : Integer.MAX_VALUE, () -> nanos);

  @AfterEach
  void stop() {
    slots.close();
    attempts.shutdownNow();
  }

  @Test
  void noLaneHasMoreThanItsOwnAndOthersGoOnMeanwhile() {
    take(TO_HOST, 2);

    CompletableFuture<PeerSlot> third = inAThread(TO_HOST);

    assertThat(take(TO_OTHER, 2)).allMatch(PeerSlot::isHad);
    assertThat(third).isNotDone();
  }

  @Test
  void whoeverWaitsBeginsWhenTheLanesPeerHasAnswered() {
    List<PeerSlot> both = take(TO_HOST, 2);
    CompletableFuture<PeerSlot> third = inAThread(TO_HOST);

    both.get(0).close();
    both.get(0).close();

    assertThat(third.join().isHad()).isTrue();
    assertThat(inAThread(TO_HOST)).as("closed twice, one slot").isNotDone();
  }

  @Test
  void directWorkGoesBeforeWorkInBulkThatWaitsForLonger() {
    List<PeerSlot> all = take(TO_OTHER, 4);
    CompletableFuture<PeerSlot> bulk = inAThread(BULK_TO_HOST);
    CompletableFuture<PeerSlot> direct = inAThread(TO_HOST);

    all.get(0).close();

    assertThat(direct.join().isHad()).isTrue();
    assertThat(bulk).isNotDone();
  }

  @Test
  void workInBulkNeverHasMoreThanThreeQuarters() {
    Share bulk = new Share(Queue.WEBHOOK, TO_OTHER.lane(), Band.BULK);
    take(bulk, 3);

    CompletableFuture<PeerSlot> fourth = inAThread(bulk);

    assertThat(take(TO_OTHER, 1)).allMatch(PeerSlot::isHad);
    assertThat(fourth).isNotDone();
  }

  @Test
  void nothingIsTakenAheadForAPeerThatDoesNotAnswer() {
    take(TO_HOST, 2);

    assertThat(slots.mostInHand(HOST)).isEqualTo(2);
    assertThat(slots.mostInHand()).isEqualTo(4);
  }

  @Test
  void asMuchIsTakenAheadAsPeersAnsweredAShortWhileAgo() {
    List<PeerSlot> both = take(TO_HOST, 2);
    take(TO_OTHER, 1);

    both.get(0).close();
    assertThat(slots.mostInHand(HOST)).isEqualTo(2 + 2);
    assertThat(slots.mostInHand()).isEqualTo(4 + 2);
    assertThat(slots.mostInHand(TO_OTHER.lane())).as("its own has not answered").isEqualTo(4);

    nanos += Duration.ofMillis(100).toNanos();
    assertThat(slots.mostInHand(HOST)).isEqualTo(2);
    assertThat(slots.mostInHand()).isEqualTo(4);
  }

  /** All of its attempts end at the same moment when they have waited for as long as they may. */
  @Test
  void nothingIsTakenAheadForAPeerThatIsSlow() {
    List<PeerSlot> both = take(TO_HOST, 2);
    nanos += Duration.ofMillis(251).toNanos();

    both.get(0).close();

    assertThat(slots.mostInHand(HOST)).isEqualTo(2);
    assertThat(slots.mostInHand()).isEqualTo(4);
  }

  @Test
  void neverMoreThanTwiceTheSlotsIsTakenAhead() {
    for (int i = 0; i < 100; i++) {
      take(TO_HOST, 1).get(0).close();
    }
    List<PeerSlot> both = take(TO_HOST, 2);
    both.get(0).close();

    assertThat(slots.mostInHand()).isEqualTo(4 + 8);
    assertThat(slots.mostInHand(HOST)).as("it has rested meanwhile").isEqualTo(2 + 2);
  }

  @Test
  void whoseTurnDoesNotComeInTimeGoesWithoutOne() {
    take(TO_HOST, 2);

    PeerSlot third = slots.await(TO_HOST);

    assertThat(third.isHad()).isFalse();
    third.close();
    assertThat(slots.await(TO_OTHER).isHad()).as("it took nobody's").isTrue();
  }

  @Test
  void nobodyBeginsWhileTheWorkerEnds() {
    take(TO_HOST, 2);
    CompletableFuture<PeerSlot> waits = inAThread(TO_HOST);

    slots.close();

    assertThat(waits.join().isHad()).isFalse();
    assertThat(slots.await(TO_OTHER).isHad()).isFalse();
    slots.open();
    assertThat(slots.await(TO_OTHER).isHad()).isTrue();
  }

  private List<PeerSlot> take(Share share, int count) {
    return Stream.generate(() -> slots.await(share)).limit(count).toList();
  }

  /** Returns when it waits, or has begun. */
  private CompletableFuture<PeerSlot> inAThread(Share share) {
    int before = slots.waiting();
    CompletableFuture<PeerSlot> slot =
        CompletableFuture.supplyAsync(() -> slots.await(share), attempts);
    while (slots.waiting() == before && !slot.isDone()) {
      Thread.onSpinWait();
    }
    return slot;
  }
}
