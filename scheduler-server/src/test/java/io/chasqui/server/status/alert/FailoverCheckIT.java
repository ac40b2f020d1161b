package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.status.SystemStateQueries;
import io.chasqui.testing.TestDatabase;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two workers that choose between two relays, and one of another channel. */
class FailoverCheckIT {

  private static final JdbcClient jdbc = TestDatabase.fresh().jdbc();

  private final FailoverCheck check = new FailoverCheck(new SystemStateQueries(jdbc));

  @BeforeEach
  void allWorks() {
    jdbc.sql("DELETE FROM channel_health").update();
    jdbc.sql("DELETE FROM channel_pause").update();
    for (String worker : new String[] {"a", "b"}) {
      tells(worker, "smtp:main:25", "EMAIL", 0);
      tells(worker, "smtp:backup:25", "EMAIL", 1);
      tells(worker, "telegram:bot", "TELEGRAM", null);
    }
  }

  @Test
  void thereIsNothingToTellWhileThePreferredOneWorks() {
    breaker("b", "smtp:backup:25", "OPEN");
    breaker("a", "telegram:bot", "OPEN");

    assertThat(check.now()).isEmpty();
  }

  @Test
  void messagesThatGoToTheNextOneAreToldUntilTheyAreBack() {
    breaker("b", "smtp:main:25", "OPEN");
    assertThat(check.now())
        .containsExactly(condition("left by 1 of 2 workers, messages go to smtp:backup:25"));

    breaker("b", "smtp:main:25", "HALF_OPEN");
    assertThat(check.now()).as("a probe is no return").hasSize(1);

    breaker("b", "smtp:main:25", "CLOSED");
    assertThat(check.now()).isEmpty();
  }

  @Test
  void soAreThoseOfAPreferredOneThatIsPaused() {
    jdbc.sql(
            """
            INSERT INTO channel_pause (channel_key, paused_until, reason)
            VALUES ('smtp:main:25', now() + interval '1 minute', 'QUOTA_EXCEEDED')
            """)
        .update();

    assertThat(check.now())
        .containsExactly(condition("paused: QUOTA_EXCEEDED, messages go to smtp:backup:25"));
  }

  @Test
  void whenNoneWorksThatIsSaid() {
    breaker("a", "smtp:main:25", "OPEN");
    breaker("a", "smtp:backup:25", "OPEN");

    assertThat(check.now())
        .containsExactly(condition("left by 1 of 2 workers, no other one works"));
  }

  private AlertCondition condition(String detail) {
    return new AlertCondition(check.kind(), "smtp:main:25", detail);
  }

  private static void tells(String worker, String key, String channel, @Nullable Integer place) {
    jdbc.sql(
            """
            INSERT INTO channel_health (
              worker, channel_key, channel, queue, breaker, consecutive_failures, place,
              changed_at, seen_at)
            VALUES (:worker, :key, :channel, 'EMAIL', 'CLOSED', 0, :place, now(), now())
            """)
        .param("worker", worker)
        .param("key", key)
        .param("channel", channel)
        .param("place", place, Types.SMALLINT)
        .update();
  }

  private static void breaker(String worker, String key, String state) {
    jdbc.sql(
            """
            UPDATE channel_health SET breaker = :state
            WHERE worker = :worker AND channel_key = :key
            """)
        .param("state", state)
        .param("worker", worker)
        .param("key", key)
        .update();
  }
}
