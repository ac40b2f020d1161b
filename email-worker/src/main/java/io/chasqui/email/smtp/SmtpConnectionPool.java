package io.chasqui.email.smtp;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.Provider;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this process to one SMTP server. A thread that has a permit opens one only
 * when none is idle, and makes it idle before it gives the permit back, so that there never are
 * more connections than permits.
 */
final class SmtpConnectionPool implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmtpConnectionPool.class);

  /** Between two looks at the idle connections. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private final Provider provider;
  private final EmailAccount account;
  private final Duration longestWait;
  private final SmtpConnectionFactory connector;
  private final AttemptDeadlines deadlines;
  private final Traces traces;
  private final Semaphore permits;
  private final IdleConnections idle;
  private final AtomicInteger busy = new AtomicInteger();

  /**
   * @param provider the server
   * @param deadlines ends attempts, and looks at idle connections, that take too long
   */
  SmtpConnectionPool(
      Provider provider,
      EmailSettings settings,
      EmailAccount account,
      SmtpConnectionFactory connector,
      AttemptDeadlines deadlines,
      Traces traces) {
    this.provider = provider;
    this.account = account;
    this.longestWait = settings.readTimeout();
    this.connector = connector;
    this.deadlines = deadlines;
    this.traces = traces;
    this.permits = new Semaphore(settings.poolSize(), true);
    this.idle = new IdleConnections(settings);
  }

  /** Looks at the idle connections now and then. */
  void checkWith(ScheduledExecutorService timer) {
    ScheduledFuture<?> unused =
        timer.scheduleWithFixedDelay(
            this::check, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The server, {@code smtp:host:port}. */
  Provider provider() {
    return provider;
  }

  /** Tries once to hand over a mail; a span of its trace, with the wait for a connection. */
  Outcome submit(ComposedMail mail, AttemptJournal journal) {
    try (TracedWork sending = traces.begin("SMTP send", SpanKind.CLIENT)) {
      sending
          .with(SpanAttributes.SERVER_ADDRESS, account.host())
          .with(SpanAttributes.SERVER_PORT, (long) account.port());
      Outcome outcome = submitWhenFree(mail, journal);
      if (!(outcome instanceof Delivered)) {
        sending.failed(String.valueOf(outcome.code()));
      }
      return outcome;
    }
  }

  /** Closes idle connections that are not to be used again, although nothing is sent. */
  void check() {
    // While one is asked, it is as busy as with a mail. Without a permit none is idle.
    if (!permits.tryAcquire()) {
      return;
    }
    try {
      idle.check(deadlines);
    } catch (RuntimeException e) {
      // Or nobody would look again.
      log.warn("Idle SMTP connections could not be looked at; the next round tries again", e);
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    idle.close();
  }

  int open() {
    return busy() + idle.size();
  }

  int busy() {
    return busy.get();
  }

  /** About how many mails wait for a connection. */
  int waiting() {
    return permits.getQueueLength();
  }

  /**
   * Waits for a free connection no longer than for a reply. That there was none says nothing of the
   * server: the mails that hold them do.
   */
  private Outcome submitWhenFree(ComposedMail mail, AttemptJournal journal) {
    try {
      if (!permits.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        return busy("no free connection to the mail server; chasqui.email.pool-size bounds them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy("interrupted while waiting for a connection");
    }
    AttemptDeadline deadline = deadlines.begin();
    try {
      return submitOverOne(mail, journal, deadline);
    } catch (SmtpConnectException e) {
      return e.outcome();
    } finally {
      deadlines.end(deadline);
      permits.release();
    }
  }

  private static Outcome busy(String detail) {
    return new TemporaryFailure(FailureCode.WORKER_BUSY, detail);
  }

  private Outcome submitOverOne(ComposedMail mail, AttemptJournal journal, AttemptDeadline deadline)
      throws SmtpConnectException {
    while (true) {
      SmtpConnection connection = take(deadline);
      try {
        journal.connected();
        FailPoint.AFTER_CONNECT.reached();
        Outcome outcome = connection.submit(mail, journal);
        if (!connection.wasClosedWhileIdle()) {
          return outcome;
        }
      } finally {
        // Or the deadline could cut the connection under another thread's mail.
        deadline.unwatch();
        giveBack(connection);
      }
      // The others have been idle for as long. A fresh one never is closed so, thus this ends.
      idle.clear();
    }
  }

  private SmtpConnection take(AttemptDeadline deadline) throws SmtpConnectException {
    SmtpConnection kept = idle.take(deadline);
    SmtpConnection connection = kept == null ? connector.open(deadline::watch) : kept;
    busy.incrementAndGet();
    return connection;
  }

  private void giveBack(SmtpConnection connection) {
    busy.decrementAndGet();
    if (connection.isReady()) {
      idle.keep(connection);
    } else {
      connection.close();
    }
  }
}
