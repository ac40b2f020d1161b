package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.FailureCode;
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
import io.chasqui.worker.report.ReportReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an answer means for a delivery, by HTTP status and parameters. Words decide only within 400,
 * where the Bot API offers nothing else.
 */
final class AnswerClassifier {

  /** It is the chat that is wrong, not the message. */
  private static final List<String> ABOUT_THE_RECIPIENT =
      List.of(
          "chat not found",
          "user not found",
          "user is deactivated",
          "group chat was deactivated",
          "group chat was deleted",
          "group chat was upgraded",
          "peer_id_invalid",
          "chat_write_forbidden",
          "not enough rights",
          "have no rights to send",
          "need administrator rights");

  /** Whoever has the chat does not want the bot, or is not there any more. */
  private static final List<String> LEFT_FOR_GOOD =
      List.of("bot was blocked by the user", "user is deactivated");

  private static final List<String> ABOUT_THE_SIZE =
      List.of("file is too big", "file_too_big", "request entity too large");

  /** The file_id is none, is another bot's, or its file is gone. */
  private static final List<String> ABOUT_THE_FILE_ID =
      List.of(
          "wrong file identifier",
          "wrong remote file id",
          "wrong file_id",
          "invalid file id",
          "file_reference_",
          "can't use file of type");

  private AnswerClassifier() {}

  static Outcome outcomeOf(ApiAnswer answer) {
    if (answer instanceof Accepted accepted) {
      return new Delivered(messageId(accepted), null);
    }
    if (answer instanceof Refused refused) {
      return outcomeOf(refused);
    }
    if (answer instanceof Unreadable unreadable) {
      return outcomeOf(unreadable);
    }
    if (answer instanceof NotSent notSent) {
      return new TemporaryFailure(FailureCode.SEND_FAILED, notSent.reason());
    }
    if (answer instanceof NotConnected notConnected) {
      return ChannelFault.unreachable(notConnected.reason());
    }
    if (answer instanceof HeldBack held) {
      return new ChannelFault(held.reason(), "the bot is silent", held.pause());
    }
    return new Unknown(FailureCode.NO_ANSWER, ((NoAnswer) answer).reason());
  }

  /** Whether a file that was sent by its file_id has to be uploaded again. */
  static boolean wantsUpload(ApiAnswer answer) {
    return answer instanceof Refused refused
        && refused.status() == 400
        && says(refused.description(), ABOUT_THE_FILE_ID);
  }

  private static Outcome outcomeOf(Refused refused) {
    String words = refused.description();
    if (refused.migrateToChatId() != null) {
      return new TemporaryFailure(FailureCode.SEND_FAILED, words);
    }
    int status = refused.status();
    return switch (status) {
      case 401, 404 -> new ChannelFault(FailureCode.AUTHENTICATION_FAILED, words);
      case 429 -> new ChannelFault(FailureCode.RATE_LIMITED, words, refused.retryAfter());
      case 403 ->
          new PermanentFailure(
              FailureCode.RECIPIENT_REJECTED,
              words,
              says(words, LEFT_FOR_GOOD) ? SuppressionReason.TELEGRAM_BLOCKED : null);
      case 502, 503 -> outOfService(words, refused.retryAfter());
      case 413 -> new PermanentFailure(ReportReader.REPORT_TOO_LARGE, words);
      case 400 -> badRequest(words);
      case 408, 409 -> new TemporaryFailure(FailureCode.SEND_FAILED, words, refused.retryAfter());
      default ->
          status / 100 == 5
              ? new TemporaryFailure(FailureCode.SEND_FAILED, words, refused.retryAfter())
              : new PermanentFailure(TelegramFailure.MESSAGE_REJECTED, words);
    };
  }

  private static Outcome badRequest(String words) {
    if (says(words, ABOUT_THE_SIZE)) {
      return new PermanentFailure(ReportReader.REPORT_TOO_LARGE, words);
    }
    return says(words, ABOUT_THE_RECIPIENT)
        ? new PermanentFailure(FailureCode.RECIPIENT_REJECTED, words)
        : new PermanentFailure(TelegramFailure.MESSAGE_REJECTED, words);
  }

  /** What stands between us and the Bot API has answered: it knows nothing of the recipient. */
  private static Outcome outcomeOf(Unreadable unreadable) {
    int status = unreadable.status();
    String detail = "HTTP " + status + " without a Bot API answer";
    return switch (status) {
      case 401, 404 -> new ChannelFault(FailureCode.AUTHENTICATION_FAILED, detail);
      case 429 -> new ChannelFault(FailureCode.RATE_LIMITED, detail, unreadable.retryAfter());
      case 413 -> new PermanentFailure(ReportReader.REPORT_TOO_LARGE, detail);
      // The gateway has passed the request on and waited in vain.
      case 504 -> new Unknown(FailureCode.NO_ANSWER, detail);
      default ->
          switch (status / 100) {
            case 2 -> new Unknown(FailureCode.NO_ANSWER, detail);
            case 5 -> outOfService(detail, unreadable.retryAfter());
            default ->
                new ChannelFault(
                    TelegramFailure.NOT_THE_BOT_API,
                    detail + "; look at " + TelegramSettings.BASE_URL_KEY);
          };
    };
  }

  private static Outcome outOfService(String detail, @Nullable Duration retryAfter) {
    return new ChannelFault(
        FailureCode.SEND_FAILED, detail, retryAfter == null ? Duration.ZERO : retryAfter);
  }

  private static @Nullable String messageId(Accepted accepted) {
    JsonNode message = accepted.result();
    return message.hasNonNull("message_id")
        ? message.path("chat").path("id").asText() + ":" + message.path("message_id").asText()
        : null;
  }

  private static boolean says(String words, List<String> phrases) {
    String lowerCase = words.toLowerCase(Locale.ROOT);
    return phrases.stream().anyMatch(lowerCase::contains);
  }
}
