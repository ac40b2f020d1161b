package io.chasqui.worker.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue of 16 hands, of which a host may have four. */
class BulkheadsTest {

  private static final int HANDS = 16;
  private static final int OF_A_HOST = 4;
  private static final Share OWN = Share.own(Queue.WEBHOOK);
  private static final Share OWN_BULK = new Share(Queue.WEBHOOK, OWN.lane(), Band.BULK);
  private static final Lane HOST = new Lane("webhook:https://one.example:443");
  private static final Share DIRECT = new Share(Queue.WEBHOOK, HOST, Band.DIRECT);
  private static final Share BULK = new Share(Queue.WEBHOOK, HOST, Band.BULK);

  private final Map<Share, Integer> inHand = new HashMap<>();
  private final Bulkheads bulkheads = bulkheads(HANDS);

  @Test
  void directWorkMayHaveAllHands() {
    inHand.put(OWN, 10);

    assertThat(bulkheads.room(OWN)).isEqualTo(6);
    assertThat(bulkheads.free()).isEqualTo(6);
  }

  @Test
  void aLaneHasNoMoreThanItsChannelAllows() {
    inHand.put(DIRECT, 3);

    assertThat(bulkheads.room(DIRECT)).isOne();
    assertThat(bulkheads.room(OWN)).isEqualTo(13);
  }

  @Test
  void workInBulkNeverHasMoreThanThreeQuartersOfAQueueOrOfALane() {
    assertThat(bulkheads.room(OWN_BULK)).isEqualTo(12);
    assertThat(bulkheads.room(BULK)).isEqualTo(3);

    inHand.put(OWN_BULK, 11);
    assertThat(bulkheads.room(BULK)).as("all its lanes together").isOne();

    inHand.put(OWN_BULK, 12);
    assertThat(bulkheads.room(BULK)).isZero();
    assertThat(bulkheads.room(OWN)).isEqualTo(4);
  }

  @Test
  void workInBulkMayNotTakeWhatDirectWorkHas() {
    inHand.put(OWN, 10);
    assertThat(bulkheads.room(OWN_BULK)).isEqualTo(6);

    inHand.put(DIRECT, 4);
    assertThat(bulkheads.room(BULK)).as("its lane is full").isZero();
    assertThat(bulkheads.room(OWN_BULK)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "4, 3", "8, 6", "32, 24"})
  void threeQuartersAreNeverRoundedUpButOneHandIsAlwaysThere(int hands, int ofBulk) {
    assertThat(bulkheads(hands).room(OWN_BULK)).isEqualTo(ofBulk);
  }

  /** Of what it may have now: a share that others leave two hands must not wait for four. */
  @Test
  void aLookIsWorthItWhenAQuarterIsFreeAgain() {
    inHand.put(OWN, 13);
    assertThat(bulkheads.areFreeAgain(OWN)).isFalse();
    inHand.put(OWN, 12);
    assertThat(bulkheads.areFreeAgain(OWN)).isTrue();

    inHand.put(OWN_BULK, 12);
    inHand.put(OWN, 4);
    assertThat(bulkheads.areFreeAgain(OWN)).as("none is free").isFalse();
    inHand.put(OWN, 3);
    assertThat(bulkheads.areFreeAgain(OWN)).isTrue();
  }

  @Test
  void aLookIsWorthItToOthersTooWhenAQuarterOfAllIsFreeAgain() {
    inHand.put(OWN_BULK, 12);
    inHand.put(DIRECT, 1);
    assertThat(bulkheads.areFreeAgain()).isFalse();

    inHand.remove(DIRECT);
    assertThat(bulkheads.areFreeAgain()).isTrue();
    assertThat(bulkheads.areFreeAgain(OWN_BULK)).isFalse();
  }

  private Bulkheads bulkheads(int hands) {
    return new Bulkheads(
        () -> hands,
        lane -> lane.equals(HOST) ? OF_A_HOST : Integer.MAX_VALUE,
        shares ->
            inHand.entrySet().stream()
                .filter(one -> shares.test(one.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum());
  }
}
