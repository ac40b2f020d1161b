package io.chasqui.email.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection that remembers what was said on it. Angus tells a failure by exceptions and events
 * that lose the difference that matters most: it resets the transaction after a refusal, and when
 * that fails the refusal is gone; and it reports a message as not delivered when the reply to its
 * last byte was merely not read. Here every reply is kept as it comes.
 */
final class SmtpDialogue extends SMTPTransport {

  private final boolean implicitTls;
  private final boolean mayLogInWithoutTls;
  private SmtpCommand command = SmtpCommand.CONNECT;
  private SmtpCommand lastCommand = SmtpCommand.CONNECT;
  private @Nullable SmtpReply reply;
  private boolean lastReplyWasPositive;
  private boolean dotSent;

  /**
   * @param mayLogInWithoutTls whether log-in data may be shown on a connection in clear
   */
  SmtpDialogue(Session session, boolean implicitTls, boolean mayLogInWithoutTls) {
    super(session, null, "smtp", implicitTls);
    this.implicitTls = implicitTls;
    this.mayLogInWithoutTls = mayLogInWithoutTls;
  }

  /** Forgets what was said about earlier messages. */
  synchronized void beginTransaction() {
    reply = null;
    dotSent = false;
    lastReplyWasPositive = false;
    command = SmtpCommand.HOUSEKEEPING;
    lastCommand = SmtpCommand.HOUSEKEEPING;
  }

  /** The newest command that was not mere housekeeping. */
  synchronized SmtpCommand lastCommand() {
    return lastCommand;
  }

  /**
   * The reply to {@link #lastCommand}; a 421 stays. Null when none has come, or not a whole one.
   */
  synchronized @Nullable SmtpReply reply() {
    return reply;
  }

  /** Whether the server may have the whole message. */
  synchronized boolean dotSent() {
    return dotSent;
  }

  /** Whether the server is waiting for the next message: the newest reply of any kind was good. */
  synchronized boolean isReady() {
    return lastReplyWasPositive;
  }

  synchronized boolean isEncrypted() {
    return implicitTls || isSSL();
  }

  /** Log-in data is shown only where nobody else can see it: elsewhere AUTH is not offered. */
  @Override
  public boolean supportsExtension(String extension) {
    boolean aboutLogIn = extension.toUpperCase(Locale.ROOT).startsWith("AUTH");
    return (!aboutLogIn || mayLogInWithoutTls || isEncrypted())
        && super.supportsExtension(extension);
  }

  @Override
  protected void sendCommand(String line) throws MessagingException {
    command = SmtpCommand.of(line);
    lastReplyWasPositive = false;
    if (command != SmtpCommand.HOUSEKEEPING) {
      lastCommand = command;
      if (reply != null && !reply.isFarewell()) {
        reply = null;
      }
    }
    super.sendCommand(line);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = super.readServerResponse();
    lastReplyWasPositive = code / 100 == 2;
    boolean complete = code >= 200 && code < 600;
    if (complete && (command != SmtpCommand.HOUSEKEEPING || (code == 421 && reply == null))) {
      reply = SmtpReply.of(command, code, getLastServerResponse());
    }
    return code;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    dotSent = true;
    super.finishData();
  }
}
