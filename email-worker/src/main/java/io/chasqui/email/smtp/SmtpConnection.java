package io.chasqui.email.smtp;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.PermanentFailure;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailFailure;
import io.chasqui.platform.log.Masking;
import io.chasqui.worker.AttemptJournal;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open connection; one thread uses it at a time. */
final class SmtpConnection {

  private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);

  private final SmtpDialogue dialogue;
  private final CuttableSocket wire;
  private final String sender;
  private final Clock clock;
  private final Instant openedAt;
  private Instant lastUsedAt;
  private int messages;

  /**
   * @param sender of all mails
   */
  SmtpConnection(SmtpDialogue dialogue, CuttableSocket wire, String sender, Clock clock) {
    this.sender = sender;
    this.dialogue = dialogue;
    this.wire = wire;
    this.clock = clock;
    this.openedAt = clock.instant();
    this.lastUsedAt = openedAt;
  }

  /**
   * One SMTP transaction. What the server replied is a fact; only without a reply does it matter
   * how far we came.
   */
  Outcome submit(ComposedMail mail, AttemptJournal journal) {
    if (!dialogue.canSendTo(mail.recipient())) {
      return new PermanentFailure(
          EmailFailure.SMTPUTF8_NOT_OFFERED,
          "the address has other letters than ASCII before the @, and the server does not offer"
              + " SMTPUTF8");
    }
    messages++;
    Exception failure = null;
    try {
      dialogue.submit(sender, mail, journal);
    } catch (MessagingException | IOException e) {
      failure = e;
      // Nothing may follow half a mail, not even QUIT.
      wire.cut("the attempt has failed");
    } finally {
      lastUsedAt = clock.instant();
    }
    return outcome(mail, failure);
  }

  /** Whether the server may be given another message. */
  boolean isReady() {
    SmtpReply reply = dialogue.reply();
    return dialogue.isReady() && (reply == null || !reply.isFarewell());
  }

  /**
   * Whether the server had closed the connection before the newest message, as servers do with idle
   * ones: nothing was said but our first command, so the message goes over another connection.
   */
  boolean wasClosedWhileIdle() {
    SmtpReply reply = dialogue.reply();
    return messages > 1 && cameNoFurtherThanMail() && (reply == null || reply.isFarewell());
  }

  CuttableSocket wire() {
    return wire;
  }

  int messages() {
    return messages;
  }

  Duration age() {
    return Duration.between(openedAt, clock.instant());
  }

  Duration idle() {
    return Duration.between(lastUsedAt, clock.instant());
  }

  /** Asks the server. */
  boolean isAlive() {
    return dialogue.isConnected();
  }

  /** Takes leave without waiting for an answer. */
  void close() {
    try {
      dialogue.close();
    } catch (MessagingException e) {
      log.debug("An SMTP connection did not close in good order", e);
    }
  }

  /** Nothing was said to the server but our first command, if that. */
  private boolean cameNoFurtherThanMail() {
    return dialogue.lastCommand() == SmtpCommand.MAIL
        || dialogue.lastCommand() == SmtpCommand.HOUSEKEEPING;
  }

  private Outcome outcome(ComposedMail mail, @Nullable Exception failure) {
    SmtpReply reply = dialogue.reply();
    if (reply != null && reply.isAcceptance()) {
      return delivered(reply, mail);
    }
    if (reply != null && reply.isRefusal()) {
      return SmtpReplyClassifier.classify(reply);
    }
    String detail =
        "no answer after "
            + dialogue.lastCommand()
            + (failure == null ? "" : ": " + ConnectFailureClassifier.rootCause(failure));
    if (dialogue.dotSent()) {
      return new Unknown(FailureCode.NO_ANSWER, detail);
    }
    // From RCPT on it may be the message that the server cannot bear.
    return cameNoFurtherThanMail()
        ? ChannelFault.unreachable(detail)
        : new TemporaryFailure(FailureCode.SEND_FAILED, detail);
  }

  private static Delivered delivered(SmtpReply reply, ComposedMail mail) {
    String words = Masking.providersWords(reply.text());
    return new Delivered(words == null ? mail.messageId() : words, reply.text());
  }
}
