package io.chasqui.messaging.telegram.bot;

import io.chasqui.messaging.telegram.ApiAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait after a question for updates that failed, and what a person should do. */
final class PollBackoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private int failures;

  /**
   * @return null when nothing has to be waited for
   */
  @Nullable Duration after(ApiAnswer answer) {
    if (answer instanceof ApiAnswer.Accepted) {
      failures = 0;
      return null;
    }
    Duration ours = afterFailure();
    if (answer instanceof ApiAnswer.Refused refused && refused.retryAfter() != null) {
      return refused.retryAfter();
    }
    return ours;
  }

  /** 1 s, then twice as long each time, up to 30 s. */
  Duration afterFailure() {
    failures++;
    Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 5));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  /** Whether the failure that was just counted is the first after a success: worth a WARN. */
  boolean isFirstFailure() {
    return failures == 1;
  }

  static String advice(ApiAnswer answer) {
    int status = answer instanceof ApiAnswer.Refused refused ? refused.status() : 0;
    return switch (status) {
      case 409 ->
          "Another program reads this bot's updates, or a webhook is set. Stop it, call"
              + " deleteWebhook, or set chasqui.telegram.polling.enabled=false";
      case 401, 404 -> "Look at chasqui.telegram.bot-token";
      default -> "It will be tried again";
    };
  }
}
