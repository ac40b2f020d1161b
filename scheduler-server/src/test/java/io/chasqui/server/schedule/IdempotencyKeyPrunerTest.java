package io.chasqui.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IdempotencyKeyPrunerTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final OldKeys keys = new OldKeys();
  private final IdempotencyKeyPruner pruner =
      new IdempotencyKeyPruner(
          keys,
          new ScheduleSettings(
              Duration.ZERO,
              DataSize.ofKilobytes(1),
              DataSize.ofKilobytes(1),
              1,
              Duration.ofHours(24)),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void removesAllThatAreOldEnoughBatchByBatch() {
    keys.left = 2_500;

    pruner.prune();

    assertThat(keys.left).isZero();
    assertThat(keys.receivedUntil).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
  }

  @Test
  void goesOnWhenTheDatabaseWasAway() {
    keys.isAway = true;

    assertThatCode(pruner::pruneOrTell).doesNotThrowAnyException();
  }

  /** Keys that are all old. */
  private static final class OldKeys implements IdempotencyKeys {

    private int left;
    private boolean isAway;
    private Instant receivedUntil = Instant.MAX;

    @Override
    public int remove(Instant until, int atMost) {
      if (isAway) {
        throw new IllegalStateException("away");
      }
      receivedUntil = until;
      int removed = Math.min(left, atMost);
      left -= removed;
      return removed;
    }

    @Override
    public Optional<KeyedRequest> find(IdempotencyKey key, Instant receivedAfter) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean tryLock(IdempotencyKey key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void store(IdempotencyKey key, KeyedRequest request, Instant receivedUntil) {
      throw new UnsupportedOperationException();
    }
  }
}
