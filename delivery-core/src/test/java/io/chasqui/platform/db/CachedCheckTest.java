package io.chasqui.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CachedCheckTest {

  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LATE = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void isSharedByAllWhoAskMeanwhile() {
    CompletableFuture<String> database = new CompletableFuture<>();
    CachedCheck<String> look = look(AT_ONCE, LONG, database::join);

    Supplier<Optional<String>> first = look.begin();
    Supplier<Optional<String>> second = look.begin();
    database.complete("up");

    assertThat(first.get()).contains("up");
    assertThat(second.get()).contains("up");
    assertThat(looks).hasValue(1);
  }

  @Test
  void isToldAgainForAWhile() {
    CachedCheck<String> look = look(LONG, LONG, () -> "up");

    assertThat(look.begin().get()).contains("up");
    assertThat(look.begin().get()).contains("up");
    assertThat(looks).hasValue(1);
  }

  @Test
  void isGivenUpWhenItTakesTooLong() {
    CompletableFuture<String> database = new CompletableFuture<>();

    assertThat(look(LONG, AT_ONCE, database::join).begin().get()).isEmpty();
    database.complete("up");
  }

  /** A machine that is busy for a moment is not taken out. */
  @Test
  void isToldAsItWasSeenLastWhenItIsLate() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CachedCheck<String> look = look(AT_ONCE, LATE, () -> looks.get() == 1 ? "up" : late.join());

    assertThat(look.begin().get()).contains("up");
    assertThat(look.begin().get()).contains("up");
    assertThat(looks).hasValue(2);
    await().until(() -> look.begin().get().isEmpty());
    late.complete("up again");
  }

  @Test
  void isNotKnownOnceALookHasFailed() {
    CompletableFuture<String> late = new CompletableFuture<>();
    CachedCheck<String> look =
        look(
            AT_ONCE,
            LATE,
            () ->
                switch (looks.get()) {
                  case 1 -> "up";
                  case 2 -> throw new IllegalStateException("refused");
                  default -> late.join();
                });

    assertThat(look.begin().get()).contains("up");
    assertThat(look.begin().get()).isEmpty();
    assertThat(look.begin().get()).isEmpty();
    assertThat(looks).hasValue(3);
    late.complete("up again");
  }

  /** Or whoever waited for one part of an answer would wait as long again for the next. */
  @Test
  void thatEndedMeanwhileIsNotBegunAnewByWhoeverAsksForItsResult() {
    CompletableFuture<String> database = new CompletableFuture<>();
    CachedCheck<String> look = look(AT_ONCE, LONG, database::join);
    Supplier<Optional<String>> result = look.begin();
    await().until(() -> looks.get() == 1);

    database.completeExceptionally(new IllegalStateException("given up"));

    assertThat(result.get()).isEmpty();
    assertThat(looks).hasValue(1);
  }

  private CachedCheck<String> look(Duration kept, Duration patience, Supplier<String> database) {
    return new CachedCheck<>(
        "look",
        kept,
        patience,
        () -> {
          looks.incrementAndGet();
          return database.get();
        });
  }
}
