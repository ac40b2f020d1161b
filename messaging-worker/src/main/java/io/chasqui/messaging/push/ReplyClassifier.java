package io.chasqui.messaging.push;

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
import org.jspecify.annotations.Nullable;

/** What a reply means; the table of docs/push.md. */
final class ReplyClassifier {

  /** Of a push service that wants less at once and does not say for how long. */
  private static final Duration WITHOUT_STATED_TIME = Duration.ofSeconds(30);

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  private ReplyClassifier() {}

  static Outcome outcomeOf(HostReply reply) {
    return reply.outcome(ReplyClassifier::ofAnswer);
  }

  private static Outcome ofAnswer(Answered answer) {
    int status = answer.status();
    String words = answer.said();
    if (status / 100 == 2) {
      return new Delivered(answer.location(), words);
    }
    return switch (status) {
      case 404, 410 ->
          new PermanentFailure(PushFailure.SUBSCRIPTION_GONE, words, SuppressionReason.PUSH_GONE);
      case 401 -> new ChannelFault(FailureCode.AUTHENTICATION_FAILED, words);
      case 413 -> new PermanentFailure(PushFailure.PUSH_TOO_LARGE, words);
      case 408, 425 -> new TemporaryFailure(FailureCode.SEND_FAILED, words, answer.retryAfter());
      case 429 -> rateLimited(words, answer.retryAfter());
      case 503 ->
          answer.retryAfter() == null
              ? new TemporaryFailure(FailureCode.SEND_FAILED, words)
              : rateLimited(words, answer.retryAfter());
      default ->
          status / 100 == 4
              // 400, 403, and what no push service gives.
              ? new PermanentFailure(PushFailure.PUSH_REJECTED, words)
              // Also a redirect, which is not followed.
              : new TemporaryFailure(FailureCode.SEND_FAILED, words);
    };
  }

  private static Outcome rateLimited(String words, @Nullable Duration retryAfter) {
    Duration asked = retryAfter == null ? WITHOUT_STATED_TIME : retryAfter;
    Duration atLeast = asked.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : asked;
    return new ChannelFault(
        FailureCode.RATE_LIMITED,
        words,
        atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast);
  }
}
