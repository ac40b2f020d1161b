package io.chasqui.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private static final int BATCH = 3;
  private static final String BAD = "bad";
  private static final Duration SLOW = Duration.ofMillis(200);

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<String>> written = new CopyOnWriteArrayList<>();
  private final CountDownLatch firstWriteMayEnd = new CountDownLatch(1);
  private final Phaser firstWriteHasBegun = new Phaser(1);
  private Function<List<String>, List<String>> writer = this::writeUnlessBad;
  private GroupCommit<String, String> writes = writes(Duration.ZERO);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void aLoneItemIsWrittenAtOnce() {
    assertThat(writes.write("a")).isEqualTo("A");

    assertThat(written).containsExactly(List.of("a"));
  }

  @Test
  void whatComesWhileAWriteIsUnderWayGoesTogetherWithTheNextAsFarAsABatchReaches() {
    List<CompletableFuture<String>> results = writeAllDuringTheFirst("b", "c", "d", "e");

    assertThat(results)
        .extracting(CompletableFuture::join)
        .containsExactly("A", "B", "C", "D", "E");
    assertThat(written).containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
  }

  @Test
  void oneBadItemSpoilsNoneOfTheOthers() {
    List<CompletableFuture<String>> results = writeAllDuringTheFirst("b", BAD, "d");

    assertThat(results.get(1).join()).isEqualTo("B");
    assertThat(results.get(3).join()).isEqualTo("D");
    assertThatThrownBy(results.get(2)::join).hasRootCauseMessage(BAD);
    assertThat(written).containsExactly(List.of("a"), List.of("b"), List.of("d"));
  }

  @Test
  void whatIsNoItemsFaultIsTriedOnceAndEveryCallersToKnow() {
    List<List<String>> tried = new ArrayList<>();
    List<CompletableFuture<String>> results =
        writeAllDuringTheFirst(
            () ->
                writer =
                    items -> {
                      tried.add(items);
                      throw new IllegalStateException("the database is away");
                    },
            "b",
            "c");

    assertThat(results.get(0).join()).isEqualTo("A");
    assertThatThrownBy(results.get(1)::join).hasRootCauseMessage("the database is away");
    assertThatThrownBy(results.get(2)::join).hasRootCauseMessage("the database is away");
    assertThat(tried).containsExactly(List.of("b", "c"));
  }

  @Test
  void theCallerGetsTheWritersOwnException() {
    assertThatThrownBy(() -> writes.write(BAD)).isExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** As long as that one took. */
  @Test
  void whatFollowsAWriteOfSeveralWaitsForCompany() {
    writes = writes(Duration.ofSeconds(2));
    writer = this::writeSlowly;
    List<CompletableFuture<String>> results = writeAllDuringTheFirst("b", "c");
    assertThat(results.get(2).join()).isEqualTo("C");

    results.add(inAThread(() -> writes.write("d")));
    awaitWaiting(1);
    results.add(inAThread(() -> writes.write("e")));

    assertThat(results.get(4).join()).isEqualTo("E");
    assertThat(written).containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e"));
  }

  @Test
  void whoeverIsAloneNeverWaits() {
    writes = writes(Duration.ofDays(1));

    assertThat(writes.write("a") + writes.write("b")).isEqualTo("AB");
  }

  @Test
  void manyCallersEachGetTheirOwn() {
    List<CompletableFuture<List<String>>> all =
        IntStream.range(0, 16)
            .mapToObj(
                caller ->
                    CompletableFuture.supplyAsync(
                        () ->
                            IntStream.range(0, 1_000)
                                .mapToObj(i -> writes.write("c" + caller + "." + i))
                                .toList(),
                        callers))
            .toList();

    for (int caller = 0; caller < all.size(); caller++) {
      String prefix = "C" + caller + ".";
      assertThat(all.get(caller).join())
          .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> prefix + i).toList());
    }
    assertThat(written.stream().mapToInt(List::size).sum()).isEqualTo(16_000);
  }

  private GroupCommit<String, String> writes(Duration rest) {
    return new GroupCommit<>(
        "test-writes",
        BATCH,
        rest,
        items -> writer.apply(items),
        IllegalArgumentException.class::isInstance);
  }

  private List<CompletableFuture<String>> writeAllDuringTheFirst(String... others) {
    return writeAllDuringTheFirst(() -> {}, others);
  }

  private List<CompletableFuture<String>> writeAllDuringTheFirst(
      Runnable meanwhile, String... others) {
    Function<List<String>, List<String>> afterTheFirst = writer;
    writer =
        items -> {
          writer = afterTheFirst;
          firstWriteHasBegun.arrive();
          await(firstWriteMayEnd);
          return afterTheFirst.apply(items);
        };
    List<CompletableFuture<String>> results = new ArrayList<>();
    results.add(inAThread(() -> writes.write("a")));
    firstWriteHasBegun.awaitAdvance(0);
    for (String other : others) {
      results.add(inAThread(() -> writes.write(other)));
      awaitWaiting(results.size() - 1);
    }
    meanwhile.run();
    firstWriteMayEnd.countDown();
    return results;
  }

  private void awaitWaiting(int count) {
    while (writes.waiting() < count) {
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<String> inAThread(Supplier<String> call) {
    return CompletableFuture.supplyAsync(call, callers);
  }

  /** The time that it takes is what is tried. */
  private List<String> writeSlowly(List<String> items) {
    LockSupport.parkNanos(SLOW.toNanos());
    return writeUnlessBad(items);
  }

  private List<String> writeUnlessBad(List<String> items) {
    if (items.contains(BAD)) {
      throw new IllegalArgumentException(BAD);
    }
    written.add(items);
    return items.stream().map(String::toUpperCase).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
