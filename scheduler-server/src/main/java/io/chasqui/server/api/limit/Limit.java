package io.chasqui.server.api.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * A token bucket.
 *
 * @param name of what is limited
 * @param burst how many may come at once, at least 1
 * @param refill in which time so many more may come
 */
public record Limit(String name, long burst, Duration refill) {

  /** What changes with its numbers, so that changed ones count from the start. */
  String bucketOf(String whose) {
    return name + "/" + burst + "/" + refill + "/" + whose;
  }

  BucketConfiguration configuration() {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, refill))
        .build();
  }
}
