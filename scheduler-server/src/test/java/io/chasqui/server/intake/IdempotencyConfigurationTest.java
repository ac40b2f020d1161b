package io.chasqui.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.platform.task.RetentionRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdempotencyConfigurationTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final RecordingKeys keys = new RecordingKeys();

  @Test
  void keysAreRemovedThatNeedNotBeKnownAnyMore() {
    RetentionRule rule =
        new IdempotencyConfiguration()
            .oldIdempotencyKeys(
                keys,
                new IntakeSettings(1, Duration.ofHours(24)),
                Clock.fixed(NOW, ZoneOffset.UTC));

    rule.removeBatch().applyAsInt(rule.batch());

    assertThat(keys.receivedUntil).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
    assertThat(keys.atMost).isEqualTo(1_000);
  }

  private static final class RecordingKeys implements IdempotencyKeys {

    private Instant receivedUntil = Instant.MAX;
    private int atMost;

    @Override
    public int remove(Instant until, int most) {
      receivedUntil = until;
      atMost = most;
      return 0;
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
