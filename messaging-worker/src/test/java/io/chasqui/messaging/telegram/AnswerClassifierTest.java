package io.chasqui.messaging.telegram;

import static io.chasqui.messaging.telegram.AnswerClassifier.outcomeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.ApiAnswer.HeldBack;
import io.chasqui.messaging.telegram.ApiAnswer.NoAnswer;
import io.chasqui.messaging.telegram.ApiAnswer.NotConnected;
import io.chasqui.messaging.telegram.ApiAnswer.NotSent;
import io.chasqui.messaging.telegram.ApiAnswer.Refused;
import io.chasqui.messaging.telegram.ApiAnswer.Unreadable;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerClassifierTest {

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(refused(401, "Unauthorized"), ChannelFault.class, "AUTHENTICATION_FAILED"),
        arguments(refused(404, "Not Found"), ChannelFault.class, "AUTHENTICATION_FAILED"),
        arguments(refused(429, "Too Many Requests"), ChannelFault.class, "RATE_LIMITED"),
        arguments(
            refused(403, "Forbidden: bot was blocked by the user"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(403, "Forbidden: words nobody has heard of"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(400, "Bad Request: chat not found"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(400, "Bad Request: private chat not found"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(400, "Bad Request: user is deactivated"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(400, "Bad Request: not enough rights to send documents to the chat"),
            PermanentFailure.class,
            "RECIPIENT_REJECTED"),
        arguments(
            refused(400, "Bad Request: message is too long"),
            PermanentFailure.class,
            "MESSAGE_REJECTED"),
        arguments(
            refused(400, "Bad Request: file is too big"),
            PermanentFailure.class,
            "REPORT_TOO_LARGE"),
        arguments(
            refused(413, "Request Entity Too Large"), PermanentFailure.class, "REPORT_TOO_LARGE"),
        arguments(refused(409, "Conflict"), TemporaryFailure.class, "SEND_FAILED"),
        arguments(refused(418, "I'm a teapot"), PermanentFailure.class, "MESSAGE_REJECTED"),
        arguments(refused(500, "Internal Server Error"), TemporaryFailure.class, "SEND_FAILED"),
        arguments(refused(502, "Bad Gateway"), ChannelFault.class, "SEND_FAILED"),
        arguments(refused(504, "Gateway Timeout"), TemporaryFailure.class, "SEND_FAILED"),
        arguments(
            new Refused(400, "group chat was upgraded to a supergroup chat", null, "-100"),
            TemporaryFailure.class,
            "SEND_FAILED"),
        arguments(new Unreadable(200, null), Unknown.class, "NO_ANSWER"),
        arguments(new Unreadable(302, null), ChannelFault.class, "NOT_THE_BOT_API"),
        arguments(new Unreadable(400, null), ChannelFault.class, "NOT_THE_BOT_API"),
        arguments(new Unreadable(401, null), ChannelFault.class, "AUTHENTICATION_FAILED"),
        arguments(new Unreadable(403, null), ChannelFault.class, "NOT_THE_BOT_API"),
        arguments(new Unreadable(404, null), ChannelFault.class, "AUTHENTICATION_FAILED"),
        arguments(new Unreadable(413, null), PermanentFailure.class, "REPORT_TOO_LARGE"),
        arguments(new Unreadable(429, null), ChannelFault.class, "RATE_LIMITED"),
        arguments(new Unreadable(500, null), ChannelFault.class, "SEND_FAILED"),
        arguments(new Unreadable(502, null), ChannelFault.class, "SEND_FAILED"),
        arguments(new Unreadable(503, null), ChannelFault.class, "SEND_FAILED"),
        arguments(new Unreadable(504, null), Unknown.class, "NO_ANSWER"),
        arguments(new NotSent("SocketException"), TemporaryFailure.class, "SEND_FAILED"),
        arguments(new NotConnected("ConnectException"), ChannelFault.class, "SEND_FAILED"),
        arguments(
            new HeldBack("RATE_LIMITED", Duration.ofSeconds(3)),
            ChannelFault.class,
            "RATE_LIMITED"),
        arguments(new NoAnswer("InterruptedIOException"), Unknown.class, "NO_ANSWER"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void tellsWhatAnAnswerMeans(
      ApiAnswer answer, Class<? extends Outcome> outcome, String expectedCode) {
    assertThat(outcomeOf(answer)).isInstanceOf(outcome);
    assertThat(outcomeOf(answer).code()).isEqualTo(expectedCode);
  }

  @ParameterizedTest
  @CsvSource({
    "403, Forbidden: bot was blocked by the user, TELEGRAM_BLOCKED",
    "403, Forbidden: user is deactivated, TELEGRAM_BLOCKED",
    "403, Forbidden: bot was kicked from the group chat, ",
    "400, Bad Request: chat not found, "
  })
  void whoHasBlockedTheBotIsSuppressed(
      int status, String words, @Nullable SuppressionReason reason) {
    assertThat(((PermanentFailure) outcomeOf(refused(status, words))).suppresses())
        .isEqualTo(reason);
  }

  @Test
  void anAcceptedMessageIsKnownByItsChatAndNumber() throws Exception {
    String message = "{\"message_id\": 42, \"chat\": {\"id\": -1001}}";

    Outcome outcome = outcomeOf(new Accepted(new ObjectMapper().readTree(message)));

    assertThat(outcome).isEqualTo(new Delivered("-1001:42", null));
  }

  @Test
  void theStatedSilenceIsThePauseOfTheBot() {
    Outcome outcome = outcomeOf(new Refused(429, "flood", Duration.ofSeconds(17), null));

    assertThat(((ChannelFault) outcome).pause()).isEqualTo(Duration.ofSeconds(17));
  }

  @Test
  void theStatedWaitWinsAfterAServerError() {
    Outcome outcome = outcomeOf(new Refused(503, "busy", Duration.ofSeconds(9), null));

    assertThat(((ChannelFault) outcome).pause()).isEqualTo(Duration.ofSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bad Request: wrong file identifier/HTTP URL specified",
        "Bad Request: wrong remote file identifier specified: wrong padding in the string",
        "Bad Request: wrong file_id or the file is temporarily unavailable",
        "Bad Request: FILE_REFERENCE_EXPIRED"
      })
  void aFileIdThatIsNotKnownAnyMoreWantsAnUpload(String words) {
    assertThat(AnswerClassifier.wantsUpload(refused(400, words))).isTrue();
    assertThat(AnswerClassifier.wantsUpload(refused(403, words))).isFalse();
  }

  private static Refused refused(int status, String description) {
    return new Refused(status, description, null, null);
  }
}
