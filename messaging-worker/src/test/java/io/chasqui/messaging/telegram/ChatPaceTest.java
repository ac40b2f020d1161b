package io.chasqui.messaging.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

class ChatPaceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private long now = 42;
  private final ChatPace pace = new ChatPace(1, () -> now);

  @Test
  void oneChatGetsAMessageASecondAndOthersDoNotWaitForIt() {
    assertThat(pace.take("1")).isZero();
    assertThat(pace.take("1")).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.take("2")).isZero();

    now += SECOND;
    assertThat(pace.take("1")).isZero();
  }

  @Test
  void whoWaitsHasAPlaceBehindThoseWhoWait() {
    pace.take("1");
    now += 400 * MILLI;

    assertThat(pace.take("1")).isEqualTo(Duration.ofMillis(600));
    assertThat(pace.take("1")).isEqualTo(Duration.ofMillis(1_600));
    assertThat(pace.take("1")).isEqualTo(Duration.ofMillis(2_600));
  }

  /** Each of them asks twice, though all of them come a little late. */
  @Test
  void aHundredThatComeWhenTheyWereToldGoOneASecond() {
    PriorityQueue<Long> coming = new PriorityQueue<>();
    for (int i = 0; i < 100; i++) {
      coming.add(now);
    }
    long begin = now;
    int asked = 0;
    List<Long> gone = new ArrayList<>();
    while (!coming.isEmpty()) {
      now = Math.max(now, coming.remove());
      asked++;
      Duration wait = pace.take("1");
      if (wait.isZero()) {
        gone.add(now);
      } else {
        coming.add(now + wait.toNanos() + gone.size() % 7 * MILLI);
      }
    }

    assertThat(asked).isEqualTo(199);
    assertThat(now - begin).isBetween(99 * SECOND, 100 * SECOND);
    for (int i = 1; i < gone.size(); i++) {
      assertThat(gone.get(i) - gone.get(i - 1)).isBetween(SECOND - 10 * MILLI, SECOND + 10 * MILLI);
    }
  }

  @Test
  void placesOfThoseWhoDoNotComeAreForgotten() {
    pace.take("1");
    for (int i = 0; i < 10; i++) {
      pace.take("1");
    }
    now += 60 * SECOND;

    assertThat(pace.take("1")).isZero();
    assertThat(pace.take("1")).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatDidNotArriveIsNotWaitedFor() {
    pace.take("1");
    pace.giveBack("1");

    assertThat(pace.take("1")).isZero();
  }
}
