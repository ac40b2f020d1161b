package io.chasqui.server.api.limit;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Token buckets in PostgreSQL, so that a limit holds for all servers together. */
@Component
public class Limits {

  /** A full bucket need not be kept. */
  private static final Duration KEPT_WHEN_FULL = Duration.ofMinutes(1);

  private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;

  Limits(DataSource dataSource, Clock clock) {
    this.buckets =
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("rate_limit")
            .idColumn("id")
            .stateColumn("state")
            .expiresAtColumn("expires_at")
            .clientClock(new ClockMeter(clock))
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT_WHEN_FULL))
            .build();
  }

  /**
   * Takes one token.
   *
   * @param whose of the caller; stored, so nothing private
   * @return empty when there was one, or else how long to wait for one
   */
  public Optional<Duration> take(Limit limit, String whose) {
    return waitOf(
        asking(
            () ->
                buckets
                    .getProxy(limit.bucketOf(whose), limit::configuration)
                    .tryConsumeAndReturnRemaining(1)));
  }

  /** Puts a token back that was taken. */
  public void giveBack(Limit limit, String whose) {
    asking(
        () -> {
          buckets.getProxy(limit.bucketOf(whose), limit::configuration).addTokens(1);
          return true;
        });
  }

  /** Takes many tokens by fewer trips to the database. */
  public LocalLimit locally(Limit limit, String whose) {
    return new LocalLimit(this, buckets, limit, whose);
  }

  /** Removes buckets that are full again, which say no more than those that are not there. */
  int removeFull(int atMost) {
    return buckets.removeExpired(atMost);
  }

  static Optional<Duration> waitOf(ConsumptionProbe probe) {
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  static <T> T asking(Supplier<T> question) {
    try {
      return question.get();
    } catch (BucketExecutionException e) {
      throw new DataAccessResourceFailureException("the limits cannot be read", e);
    }
  }

  private record ClockMeter(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return Math.multiplyExact(clock.instant().toEpochMilli(), 1_000_000L);
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
