package io.chasqui.messaging.webhook;

import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.worker.http.HostReply;
import io.chasqui.worker.http.HostReply.Answered;
import java.time.Duration;

/** What a reply means; the table of docs/webhook.md. */
final class ReplyClassifier {

  /** An endpoint that asks for more is asked again after it. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  private ReplyClassifier() {}

  static Outcome outcomeOf(HostReply reply) {
    return reply.outcome(ReplyClassifier::ofAnswer);
  }

  private static Outcome ofAnswer(Answered answer) {
    int status = answer.status();
    String words = answer.said();
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
