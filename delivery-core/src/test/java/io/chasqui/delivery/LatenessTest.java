package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessTest {

  @Test
  void ofNoneNothingIsKnown() {
    assertThat(Lateness.NONE.percentile(0.5)).isEmpty();
  }

  @Test
  void aPercentileLiesBetweenTheBoundsOfItsCount() {
    Lateness some = with(1, 100).plus(with(5, 2));

    assertThat(some.percentile(0.5))
        .hasValueSatisfying(p -> assertThat(p).isBetween(ms(16), ms(32)));
    assertThat(some.percentile(0.99))
        .hasValueSatisfying(p -> assertThat(p).isBetween(ms(256), ms(512)));
    assertThat(some.percentile(0)).contains(ms(16));
    assertThat(some.percentile(1)).contains(ms(512));
  }

  @Test
  void ofWhatIsLaterThanTheLastBoundItIsThatBound() {
    assertThat(with(15, 1).percentile(0.5)).contains(ms(262_144));
  }

  private static Lateness with(int bucket, long n) {
    List<Long> counts = new ArrayList<>(Collections.nCopies(Lateness.BUCKETS, 0L));
    counts.set(bucket, n);
    return new Lateness(counts);
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
