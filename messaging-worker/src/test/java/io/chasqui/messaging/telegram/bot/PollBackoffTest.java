package io.chasqui.messaging.telegram.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.chasqui.messaging.telegram.ApiAnswer;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollBackoffTest {

  private static final ApiAnswer OFFLINE = new ApiAnswer.NotSent("ConnectException");

  private final PollBackoff backoff = new PollBackoff();

  @Test
  void waitsLongerEachTimeUpToHalfAMinute() {
    assertThat(IntStream.range(0, 7).mapToObj(i -> backoff.after(OFFLINE)))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void doesNotOverflowHoweverLongTheOutageIs() {
    IntStream.range(0, 10_000).forEach(i -> backoff.after(OFFLINE));

    assertThat(backoff.after(OFFLINE)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void beginsAgainAfterASuccess() {
    backoff.after(OFFLINE);
    backoff.after(OFFLINE);

    assertThat(backoff.after(new ApiAnswer.Accepted(MissingNode.getInstance()))).isNull();
    assertThat(backoff.after(OFFLINE)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.isFirstFailure()).isTrue();
  }

  @Test
  void theStatedWaitWins() {
    ApiAnswer flood = new ApiAnswer.Refused(429, "flood", Duration.ofSeconds(77), null);

    assertThat(backoff.after(flood)).isEqualTo(Duration.ofSeconds(77));
  }
}
