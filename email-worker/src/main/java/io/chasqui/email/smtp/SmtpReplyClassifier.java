package io.chasqui.email.smtp;

import static io.chasqui.delivery.FailureCode.AUTHENTICATION_FAILED;
import static io.chasqui.delivery.FailureCode.MAILBOX_FULL;
import static io.chasqui.delivery.FailureCode.RATE_LIMITED;
import static io.chasqui.delivery.FailureCode.RECIPIENT_REJECTED;
import static io.chasqui.delivery.FailureCode.SEND_FAILED;
import static io.chasqui.email.EmailFailure.MESSAGE_REJECTED;
import static io.chasqui.email.EmailFailure.QUOTA_EXCEEDED;
import static io.chasqui.email.EmailFailure.SENDER_REJECTED;
import static io.chasqui.email.EmailFailure.SERVICE_NOT_AVAILABLE;
import static io.chasqui.email.EmailFailure.TLS_REQUIRED;

import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal means, by its scope before its class: many a 5xx is about us or our account and
 * not about the message, and must not end a delivery. What is not known is temporary.
 */
final class SmtpReplyClassifier {

  /** The host asked us to go away. */
  static final Duration HOST_RESTS = Duration.ofSeconds(30);

  /** Providers count by the minute. */
  static final Duration RATE_LIMIT_RESTS = Duration.ofMinutes(1);

  private static final Set<String> BAD_RECIPIENT =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.1");

  /** Of these the ones that say that there is no such mailbox, nor will be. */
  private static final Set<String> HARD_BOUNCE =
      Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1");

  private static final Set<String> BAD_SENDER = Set.of("5.1.7", "5.1.8", "5.7.60");

  /** Gmail's, and Exchange Online's: a user's, a trial tenant's, a tenant's, and at spam. */
  private static final Set<String> QUOTA =
      Set.of("5.4.5", "5.1.90", "5.7.232", "5.7.233", "5.7.705");

  private static final Set<String> TOO_LARGE = Set.of("5.2.3", "5.3.4");
  private static final Set<Integer> REFUSES_RECIPIENT = Set.of(501, 550, 551, 553, 556);
  private static final Set<Integer> REFUSES_MESSAGE = Set.of(550, 552, 554);

  private SmtpReplyClassifier() {}

  static Outcome classify(SmtpReply reply) {
    return classify(reply.command(), reply.code(), reply.enhancedCode(), reply.text());
  }

  /**
   * @param code 400 or more
   * @param enhancedCode null when the server gave none
   * @param text the server's words, which become the outcome's detail
   */
  static Outcome classify(
      SmtpCommand command, int code, @Nullable String enhancedCode, String text) {
    String enhanced = enhancedCode == null ? "" : enhancedCode;
    Outcome outcome = channelFault(command, code, enhanced, text);
    if (outcome == null && code >= 500) {
      outcome = permanentFailure(command, code, enhanced, text);
    }
    return outcome == null ? temporaryFailure(code, enhanced, text) : outcome;
  }

  private static @Nullable Outcome channelFault(
      SmtpCommand command, int code, String enhanced, String text) {
    if (code == 421) {
      return new ChannelFault(SERVICE_NOT_AVAILABLE, text, HOST_RESTS);
    }
    if (isRateLimit(code, enhanced, text)) {
      return new ChannelFault(RATE_LIMITED, text, RATE_LIMIT_RESTS);
    }
    if (QUOTA.contains(enhanced)) {
      return new ChannelFault(QUOTA_EXCEEDED, text);
    }
    if (isAboutLogIn(code, enhanced)) {
      return new ChannelFault(AUTHENTICATION_FAILED, text);
    }
    if (isSendersMailbox(code, enhanced, text)) {
      return badSender(text);
    }
    return switch (command) {
      case AUTH ->
          code >= 500
              ? new ChannelFault(AUTHENTICATION_FAILED, text)
              : new ChannelFault(SERVICE_NOT_AVAILABLE, text, HOST_RESTS);
      case CONNECT, EHLO -> code >= 500 ? new ChannelFault(SERVICE_NOT_AVAILABLE, text) : null;
      case STARTTLS -> code >= 500 ? new ChannelFault(TLS_REQUIRED, text) : null;
      case MAIL -> code >= 500 && !isTooLarge(code, enhanced) ? badSender(text) : null;
      default -> BAD_SENDER.contains(enhanced) ? badSender(text) : null;
    };
  }

  private static @Nullable Outcome permanentFailure(
      SmtpCommand command, int code, String enhanced, String text) {
    if (BAD_RECIPIENT.contains(enhanced)) {
      return new PermanentFailure(
          RECIPIENT_REJECTED,
          text,
          HARD_BOUNCE.contains(enhanced) ? SuppressionReason.HARD_BOUNCE : null);
    }
    if (TOO_LARGE.contains(enhanced)
        || enhanced.startsWith("5.6.")
        || enhanced.startsWith("5.7.")) {
      return new PermanentFailure(MESSAGE_REJECTED, text);
    }
    if (!isUnspecific(enhanced)) {
      return null;
    }
    return switch (command) {
      case RCPT ->
          REFUSES_RECIPIENT.contains(code) ? new PermanentFailure(RECIPIENT_REJECTED, text) : null;
      case MAIL, DATA, DOT ->
          REFUSES_MESSAGE.contains(code) ? new PermanentFailure(MESSAGE_REJECTED, text) : null;
      default -> null;
    };
  }

  private static Outcome temporaryFailure(int code, String enhanced, String text) {
    boolean full = enhanced.endsWith(".2.2") || (code == 552 && !enhanced.equals("5.5.3"));
    return new TemporaryFailure(full ? MAILBOX_FULL : SEND_FAILED, text);
  }

  private static ChannelFault badSender(String text) {
    return new ChannelFault(SENDER_REJECTED, text);
  }

  private static boolean isAboutLogIn(int code, String enhanced) {
    return code == 530
        || code == 534
        || code == 535
        || code == 538
        || enhanced.equals("5.7.8")
        || enhanced.equals("5.7.30");
  }

  /**
   * Exchange Online's 432 at too many connections, and 454 of Amazon SES, which comes after DATA.
   */
  private static boolean isRateLimit(int code, String enhanced, String text) {
    return (code == 432 && !isRecipientsStore(text))
        || (code == 454
            && (enhanced.equals("4.7.0") || text.toLowerCase(Locale.ROOT).contains("throttl")));
  }

  /** Exchange: its store speaks of the sender's mailbox, unless it was delivering. */
  private static boolean isSendersMailbox(int code, String enhanced, String text) {
    return code == 554
        && !isRecipientsStore(text)
        && (text.contains("STOREDRV") || enhanced.equals("5.2.0"));
  }

  private static boolean isRecipientsStore(String text) {
    return text.contains("STOREDRV.Deliver");
  }

  private static boolean isTooLarge(int code, String enhanced) {
    return TOO_LARGE.contains(enhanced) || (code == 552 && isUnspecific(enhanced));
  }

  private static boolean isUnspecific(String enhanced) {
    return enhanced.isEmpty() || enhanced.equals("5.0.0") || enhanced.equals("5.5.0");
  }
}
