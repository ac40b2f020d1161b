package io.chasqui.messaging.webhook;

import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.messaging.webhook.WebhookReply.Answered;
import io.chasqui.messaging.webhook.WebhookReply.NoAnswer;
import io.chasqui.messaging.webhook.WebhookReply.NotConnected;
import io.chasqui.messaging.webhook.WebhookReply.NotSent;
import io.chasqui.messaging.webhook.WebhookReply.Refused;
import java.time.Duration;

/** What a reply means; the table of docs/webhook.md. */
final class ReplyClassifier {

  /** An endpoint that asks for more is asked again after it. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private ReplyClassifier() {}

  static Outcome outcomeOf(WebhookReply reply) {
    if (reply instanceof Refused) {
      return new PermanentFailure(
          WebhookFailure.ADDRESS_REFUSED, "it is in a private or reserved network");
    }
    if (reply instanceof NotConnected notConnected) {
      return ChannelFault.unreachable(notConnected.reason());
    }
    if (reply instanceof NotSent notSent) {
      return new TemporaryFailure(FailureCode.SEND_FAILED, notSent.reason());
    }
    if (reply instanceof NoAnswer noAnswer) {
      return new Unknown(FailureCode.NO_ANSWER, noAnswer.reason());
    }
    return ofAnswer((Answered) reply);
  }

  private static Outcome ofAnswer(Answered answer) {
    int status = answer.status();
    String words = answer.words() == null ? "HTTP " + status : status + " " + answer.words();
    if (status / 100 == 2) {
      return new Delivered(null, words);
    }
    if (status / 100 == 3) {
      return new PermanentFailure(WebhookFailure.REDIRECTED, words);
    }
    return switch (status) {
      case 410 ->
          new PermanentFailure(WebhookFailure.ENDPOINT_GONE, words, SuppressionReason.WEBHOOK_GONE);
      case 429 -> notNow(FailureCode.RATE_LIMITED, words, answer);
      case 408, 425, 502, 503, 504 -> notNow(FailureCode.SEND_FAILED, words, answer);
      default -> new TemporaryFailure(WebhookFailure.ofStatus(status), words);
    };
  }

  /** Who says for how long is left alone by all, and this costs no attempt. */
  private static Outcome notNow(String code, String words, Answered answer) {
    Duration asked = answer.retryAfter();
    if (asked == null) {
      return new TemporaryFailure(code, words);
    }
    Duration atLeast = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
    return new ChannelFault(
        code, words, atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast);
  }
}
