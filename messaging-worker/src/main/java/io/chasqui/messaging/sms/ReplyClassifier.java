package io.chasqui.messaging.sms;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.messaging.sms.GatewayReply.Answered;
import io.chasqui.messaging.sms.GatewayReply.NoAnswer;
import io.chasqui.messaging.sms.GatewayReply.NotConnected;
import io.chasqui.messaging.sms.GatewayReply.NotSent;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a reply means whatever gateway it is from; the table of docs/sms.md. */
final class ReplyClassifier {

  /** Of a gateway that wants less at once and does not say for how long. */
  private static final Duration WITHOUT_STATED_TIME = Duration.ofSeconds(30);

  private ReplyClassifier() {}

  /**
   * @param ofAnswer what an answer means
   */
  static Outcome outcomeOf(GatewayReply reply, Function<Answered, Outcome> ofAnswer) {
    if (reply instanceof NotConnected notConnected) {
      return ChannelFault.unreachable(notConnected.reason());
    }
    if (reply instanceof NotSent notSent) {
      return new TemporaryFailure(FailureCode.SEND_FAILED, notSent.reason());
    }
    if (reply instanceof NoAnswer noAnswer) {
      return new Unknown(FailureCode.NO_ANSWER, noAnswer.reason());
    }
    return ofAnswer.apply((Answered) reply);
  }

  /**
   * By its status, where its body says nothing that its gateway's adapter knows.
   *
   * @param words the gateway's
   * @param ofBadRequest the code of a message that is not taken
   */
  static Outcome byStatus(Answered answer, String words, String ofBadRequest) {
    int status = answer.status();
    if (status == 429) {
      return rateLimited(words, answer.retryAfter());
    }
    if (answer.isPage() && status / 100 == 4) {
      return ChannelFault.unreachable("a page in place of the gateway's answer, HTTP " + status);
    }
    return switch (status) {
      case 400, 409, 413, 422 -> new PermanentFailure(ofBadRequest, words);
      case 401, 403 -> new ChannelFault(FailureCode.AUTHENTICATION_FAILED, words);
      case 402, 404 -> new ChannelFault(SmsFailure.ACCOUNT_REFUSED, words);
      case 408 -> new TemporaryFailure(FailureCode.SEND_FAILED, words, answer.retryAfter());
      case 502 -> ChannelFault.unreachable(words);
      case 503 ->
          answer.retryAfter() == null
              ? ChannelFault.unreachable(words)
              : rateLimited(words, answer.retryAfter());
      // What stands before the gateway has passed the request on and waited in vain.
      case 504 -> new Unknown(FailureCode.NO_ANSWER, words);
      default ->
          switch (status / 100) {
            case 2 -> new Unknown(FailureCode.NO_ANSWER, "HTTP " + status + " that cannot be read");
            case 5 -> new TemporaryFailure(FailureCode.SEND_FAILED, words, answer.retryAfter());
            // A redirect, or another answer that no gateway gives.
            default -> ChannelFault.unreachable(words);
          };
    };
  }

  static Outcome rateLimited(String words, @Nullable Duration retryAfter) {
    return new ChannelFault(
        FailureCode.RATE_LIMITED, words, retryAfter == null ? WITHOUT_STATED_TIME : retryAfter);
  }
}
