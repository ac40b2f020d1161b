package io.chasqui.benchmarks.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chasqui.benchmarks.load.Api;
import io.chasqui.benchmarks.peer.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Messages SMS = new Messages(MessageChannel.SMS, "sms-1", 2);
  private static final Messages PUSH = new Messages(MessageChannel.PUSH, "push-1", 2);
  private static final Directory DIRECTORY =
      new Directory(new Api(1, null, Duration.ofSeconds(1)), 2);

  private static Arrival arrival(String request) {
    return new Arrival(NOON, request);
  }

  @Test
  void knowsItsMessagesByWhatTheySay() {
    List<String> requests = SMS.due(number -> NOON.plusSeconds(number), DIRECTORY);

    assertThat(requests.get(1))
        .contains(
            "\"phoneNumber\":\"+79990000001\"",
            "\"platform\":\"sms\"",
            NOON.plusSeconds(1).toString());
    assertThat(SMS.check(requests.stream().map(MessagesTest::arrival).toList()))
        .isEqualTo(Map.of(0, NOON, 1, NOON));
  }

  @Test
  void refusesWhatArrivedTwiceOrNotAtAllOrIsAnothers() {
    Arrival first = arrival("It is on its way: sms-1-000000.");

    assertThatIllegalStateException().isThrownBy(() -> SMS.check(List.of(first, first)));
    assertThatIllegalStateException().isThrownBy(() -> SMS.check(List.of(first)));
    assertThatIllegalStateException()
        .isThrownBy(() -> SMS.check(List.of(first, arrival("sms-2-000001"))));
  }

  @Test
  void knowsPushMessagesByTheirTopics() {
    Arrival one = arrival("POST /push/1 HTTP/1.1\r\nTopic: one\r\nTTL: 1\r\n\r\n");
    Arrival two = arrival("POST /push/1 HTTP/1.1\r\nTopic: two\r\nTTL: 1\r\n\r\n");

    assertThat(PUSH.check(List.of(one, two))).hasSize(2);
    assertThatIllegalStateException().isThrownBy(() -> PUSH.check(List.of(one, one)));
  }
}
