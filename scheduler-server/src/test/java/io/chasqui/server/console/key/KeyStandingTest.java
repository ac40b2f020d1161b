package io.chasqui.server.console.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyStandingTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  @Test
  void whatExpiresWithinFourteenDaysIsMarked() {
    assertThat(standing(null, null)).isEqualTo(KeyStanding.LIVE);
    assertThat(standing(Duration.ofDays(14).plusMillis(1), null)).isEqualTo(KeyStanding.LIVE);
    assertThat(standing(Duration.ofDays(14), null)).isEqualTo(KeyStanding.ENDS_SOON);
    assertThat(standing(Duration.ofMillis(1), null)).isEqualTo(KeyStanding.ENDS_SOON);
    assertThat(standing(Duration.ZERO, null)).isEqualTo(KeyStanding.EXPIRED);
    assertThat(standing(Duration.ofDays(1), NOW)).isEqualTo(KeyStanding.REVOKED);
  }

  private static KeyStanding standing(@Nullable Duration left, @Nullable Instant revokedAt) {
    Instant expiresAt = left == null ? null : NOW.plus(left);
    ApiKey key =
        new ApiKey("5f0c1a92be47", "billing", Set.of(Scope.READ), NOW, expiresAt, null, revokedAt);
    return KeyStanding.of(key, NOW);
  }
}
