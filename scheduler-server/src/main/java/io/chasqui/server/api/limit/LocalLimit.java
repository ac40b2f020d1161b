package io.chasqui.server.api.limit;

import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.util.concurrent.batch.BatchHelper.BatchFailedException;
import java.time.Duration;
import java.util.Optional;

/**
 * A bucket that this server tells the database of every now and then: after a hundredth of the
 * burst, and at the latest after a second. So long may several servers not know what the others
 * have let in.
 */
public final class LocalLimit {

  private static final int PART_OF_BURST = 100;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Limits limits;
  private final Limit limit;
  private final String whose;
  private final BucketProxy bucket;

  LocalLimit(Limits limits, ProxyManager<String> buckets, Limit limit, String whose) {
    this.limits = limits;
    this.limit = limit;
    this.whose = whose;
    DelayParameters delay =
        new DelayParameters(Math.max(1, limit.burst() / PART_OF_BURST), LONGEST);
    this.bucket =
        buckets
            .builder()
            .withOptimization(Optimizations.delaying(delay))
            .build(limit.bucketOf(whose), limit::configuration);
  }

  /**
   * Takes one token.
   *
   * @return empty when there was one, or else how long to wait for one
   */
  public Optional<Duration> take() {
    try {
      return Limits.waitOf(Limits.asking(() -> bucket.tryConsumeAndReturnRemaining(1)));
    } catch (BatchFailedException e) {
      // All fail that ask together for a bucket that is not there: new, or removed when it was
      // full.
      return limits.take(limit, whose);
    }
  }
}
