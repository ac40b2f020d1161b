package io.chasqui.quickstart.inbox;

import io.chasqui.quickstart.memory.Latest;
import io.chasqui.quickstart.web.LocalHttpServer;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** The catching mail server and the page that shows what it caught: the latest 500 mails. */
public final class Inbox implements AutoCloseable {

  private static final int MOST_MAILS = 500;
  private static final long MOST_BYTES = 100_000_000;

  private final CatchingSmtpServer smtp;
  private final LocalHttpServer http;

  private Inbox(CatchingSmtpServer smtp, LocalHttpServer http) {
    this.smtp = smtp;
    this.http = http;
  }

  /** Starts both on 127.0.0.1; a port of 0 takes any free one. */
  public static Inbox start(int smtpPort, int httpPort, Clock clock) {
    Latest<CaughtMail> mails =
        new Latest<>(MOST_MAILS, MOST_BYTES, mail -> (long) mail.raw().length);
    AtomicLong lastId = new AtomicLong();
    CatchingSmtpServer smtp =
        CatchingSmtpServer.start(
            smtpPort,
            (sender, recipients, raw) ->
                mails.add(
                    new CaughtMail(
                        lastId.incrementAndGet(),
                        clock.instant(),
                        sender,
                        recipients,
                        MailReader.read(raw),
                        raw)));
    try {
      return new Inbox(
          smtp, LocalHttpServer.start("inbox", httpPort, new InboxPages(mails, smtp.port())));
    } catch (RuntimeException e) {
      smtp.close();
      throw e;
    }
  }

  public int smtpPort() {
    return smtp.port();
  }

  /** The page; {@code /api/mails} below it is the same as JSON. */
  public URI uri() {
    return http.uri();
  }

  @Override
  public void close() {
    smtp.close();
    http.close();
  }
}
