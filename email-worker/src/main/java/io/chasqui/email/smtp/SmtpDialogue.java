package io.chasqui.email.smtp;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.email.ComposedMail;
import io.chasqui.worker.AttemptJournal;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPOutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * A connection that remembers what was said on it. Angus tells a failure by exceptions and events
 * that lose the difference that matters most: it resets the transaction after a refusal, and when
 * that fails the refusal is gone; and it reports a message as not delivered when the reply to its
 * last byte was merely not read. Here every reply is kept as it comes.
 */
final class SmtpDialogue extends SMTPTransport {

  /** RFC 6531. */
  private static final String UTF_8_ADDRESSES = "SMTPUTF8";

  private static final int GO_ON = 354;
  private static final int NO_REPLY = -1;
  private static final byte[] DOT = {'.', '\r', '\n'};

  private final CuttableSocket wire;
  private final boolean implicitTls;
  private final boolean mayLogInWithoutTls;
  private SmtpCommand command = SmtpCommand.CONNECT;
  private SmtpCommand lastCommand = SmtpCommand.CONNECT;
  private @Nullable SmtpReply reply;
  private boolean lastReplyWasPositive;
  private boolean dotSent;

  /**
   * @param wire what the session's socket factories run over
   * @param mayLogInWithoutTls whether log-in data may be shown on a connection in clear
   */
  SmtpDialogue(
      Session session, CuttableSocket wire, boolean implicitTls, boolean mayLogInWithoutTls) {
    super(session, null, "smtp", implicitTls);
    this.wire = wire;
    this.implicitTls = implicitTls;
    this.mayLogInWithoutTls = mayLogInWithoutTls;
  }

  /**
   * Holds one SMTP transaction. {@link #reply}, {@link #lastCommand} and {@link #dotSent} say what
   * became of it, whether or not an exception is thrown. Angus's own way of sending a message reads
   * each byte of it several times and writes it line by line.
   *
   * @param sender an address that may stand in a command
   */
  synchronized void submit(String sender, ComposedMail mail, AttemptJournal journal)
      throws MessagingException, IOException {
    forgetEarlierMails();
    if (isAccepted("MAIL FROM:<" + sender + ">" + parameters(mail.recipient()))
        && isRecipientAccepted(mail.recipient())
        && simpleCommand("DATA") == GO_ON) {
      write(mail, journal);
    }
    SmtpReply last = reply;
    if (last != null && !last.isFarewell() && !last.isAcceptance()) {
      simpleCommand("RSET");
    }
  }

  /** Whether the server can take mail for an address. */
  synchronized boolean canSendTo(EmailAddress recipient) {
    return !recipient.needsSmtpUtf8() || supportsExtension(UTF_8_ADDRESSES);
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
    awaitReplyTo(SmtpCommand.of(line));
    super.sendCommand(line);
  }

  @Override
  protected int readServerResponse() throws MessagingException {
    int code = wellFormed(super.readServerResponse());
    lastReplyWasPositive = code / 100 == 2;
    boolean complete = code >= 200 && code < 600;
    if (complete && (command != SmtpCommand.HOUSEKEEPING || (code == 421 && reply == null))) {
      reply = SmtpReply.of(command, code, getLastServerResponse());
    }
    return code;
  }

  /** Angus looks at the first line's code only, and takes 2500 for 250. */
  private int wellFormed(int code) {
    return SmtpReply.isWellFormed(code, getLastServerResponse()) ? code : NO_REPLY;
  }

  private void forgetEarlierMails() {
    reply = null;
    dotSent = false;
    lastReplyWasPositive = false;
    command = SmtpCommand.HOUSEKEEPING;
    lastCommand = SmtpCommand.HOUSEKEEPING;
  }

  private void awaitReplyTo(SmtpCommand next) {
    command = next;
    lastReplyWasPositive = false;
    if (next != SmtpCommand.HOUSEKEEPING) {
      lastCommand = next;
      if (reply != null && !reply.isFarewell()) {
        reply = null;
      }
    }
  }

  private boolean isAccepted(String line) throws MessagingException {
    return simpleCommand(line) / 100 == 2;
  }

  private static String parameters(EmailAddress recipient) {
    return recipient.needsSmtpUtf8() ? " " + UTF_8_ADDRESSES : "";
  }

  /** Angus writes commands in ASCII. */
  private boolean isRecipientAccepted(EmailAddress recipient)
      throws MessagingException, IOException {
    String line = "RCPT TO:<" + recipient.wireForm() + ">";
    if (!recipient.needsSmtpUtf8()) {
      return isAccepted(line);
    }
    awaitReplyTo(SmtpCommand.RCPT);
    wire.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return readServerResponse() / 100 == 2;
  }

  /** The report's lines begin with no dot, and go out as they are. */
  private void write(ComposedMail mail, AttemptJournal journal)
      throws MessagingException, IOException {
    wire.write(withDotsDoubled(mail.head()));
    wire.write(mail.report());
    byte[] end = withTheDot(mail.end());
    // Not before: a large mail may take minutes to write, and its deadline may pass meanwhile.
    journal.beforeLastByte();
    awaitReplyTo(SmtpCommand.DOT);
    dotSent = true;
    wire.write(end);
    readServerResponse();
    journal.answered();
  }

  private static byte[] withDotsDoubled(byte[] head) throws IOException {
    ByteArrayOutputStream doubled = new ByteArrayOutputStream(head.length + 100);
    try (SMTPOutputStream lines = new SMTPOutputStream(doubled)) {
      lines.write(head);
    }
    return doubled.toByteArray();
  }

  private static byte[] withTheDot(byte[] end) {
    byte[] all = Arrays.copyOf(end, end.length + DOT.length);
    System.arraycopy(DOT, 0, all, end.length, DOT.length);
    return all;
  }
}
