package io.chasqui.quickstart.inbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * GreenMail's SMTP server without its mailboxes, which would keep every mail for ever: it accepts
 * any login or none and any recipient, but for two domains that exist to show a failure.
 */
final class CatchingSmtpServer implements AutoCloseable {

  /** What a client may wait between two commands (RFC 5321, 4.5.3.2.7); GreenMail's own is 30 s. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);

  private final SmtpServer server;

  private CatchingSmtpServer(SmtpServer server) {
    this.server = server;
  }

  /** Takes an accepted mail; the sender gets its 250 when this returns. */
  @FunctionalInterface
  interface MailSink {
    void accept(String sender, List<String> recipients, byte[] raw);
  }

  /**
   * Starts listening on 127.0.0.1.
   *
   * @param port 0: any free one
   */
  static CatchingSmtpServer start(int port, MailSink sink) {
    SmtpServer server = new QuietSmtpServer(port, new CatchingManagers(sink));
    server.setClientSocketTimeout((int) IDLE.toMillis());
    server.setDaemon(true);
    server.startService();
    try {
      if (!server.waitTillRunning(START_TIMEOUT.toMillis())) {
        throw new IllegalStateException("Cannot listen on port " + port + " for SMTP");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.stopService();
      throw new IllegalStateException("Interrupted while starting the SMTP server", e);
    }
    return new CatchingSmtpServer(server);
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stopService();
  }

  private static final class QuietSmtpServer extends SmtpServer {

    QuietSmtpServer(int port, Managers managers) {
      super(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), managers);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
      return new SmtpHandler(new SmtpCommandRegistry(), managers.getSmtpManager(), client) {
        @Override
        public void run() {
          try {
            super.run();
          } catch (IllegalStateException e) {
            // A client that was cut off in the middle; GreenMail lets it end its thread loudly.
            log.debug("An SMTP client went away", e);
          }
        }
      };
    }
  }

  private static final class CatchingManagers extends Managers {

    private final SmtpManager smtpManager;

    CatchingManagers(MailSink sink) {
      UserManager anybody = new AnybodyMayLogIn(getImapHostManager());
      smtpManager = new HandingOver(getImapHostManager(), anybody, sink);
    }

    @Override
    public SmtpManager getSmtpManager() {
      return smtpManager;
    }
  }

  private static final class AnybodyMayLogIn extends UserManager {

    AnybodyMayLogIn(ImapHostManager mailboxes) {
      super(mailboxes);
    }

    @Override
    public boolean test(String userId, String password) {
      return true;
    }
  }

  private static final class HandingOver extends SmtpManager {

    private final MailSink sink;

    HandingOver(ImapHostManager mailboxes, UserManager users, MailSink sink) {
      super(mailboxes, users);
      this.sink = sink;
    }

    @Override
    public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
      return switch (recipient.getHost().toLowerCase(Locale.ROOT)) {
        case "reject.invalid" -> "550 5.1.1 There is nobody of that name here";
        case "defer.invalid" -> "451 4.7.1 Please try again later";
        default -> null;
      };
    }

    @Override
    @SuppressWarnings(
        "UnsynchronizedOverridesSynchronized") // That guards mailboxes; here are none.
    public void send(SmtpState state) {
      MovingMessage mail = state.getMessage();
      ByteArrayOutputStream raw = new ByteArrayOutputStream();
      try {
        mail.getMessage().writeTo(raw);
      } catch (MessagingException | IOException e) {
        throw new IllegalStateException("A mail could not be kept", e);
      }
      sink.accept(
          String.valueOf(mail.getReturnPath()),
          mail.getToAddresses().stream().map(MailAddress::getEmail).toList(),
          raw.toByteArray());
    }
  }
}
