package io.chasqui.server.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.MessageContent;
import io.chasqui.server.api.problem.RequestRefused;
import org.junit.jupiter.api.Test;

class TestMarkTest {

  @Test
  void itStandsWhereItIsSeenFirst() {
    assertThat(TestMark.on(MessageContent.ofPush("{\"title\":\"Hi\",\"body\":\"x\"}")).push())
        .isEqualTo("{\"title\":\"[TEST] Hi\",\"body\":\"x\"}");
    assertThat(TestMark.on(MessageContent.ofWebhook("{\"type\":\"E\",\"data\":1.50}")).webhook())
        .isEqualTo("{\"type\":\"[TEST] E\",\"data\":1.50}");
  }

  @Test
  void aPushMessageThatHasNoRoomForItIsRefused() {
    String around = "{\"title\":\"\",\"body\":\"\"}";
    String fits = "x".repeat(MessageContent.LARGEST_PUSH - around.length() - "[TEST] ".length());

    assertThat(TestMark.on(push(fits)).push()).hasSize(MessageContent.LARGEST_PUSH);
    assertThatThrownBy(() -> TestMark.on(push(fits + "x"))).isInstanceOf(RequestRefused.class);
  }

  private static MessageContent push(String body) {
    return MessageContent.ofPush("{\"title\":\"\",\"body\":\"" + body + "\"}");
  }
}
