package io.chasqui.email.smtp;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Delivered;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Provider;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailAccount;
import io.chasqui.email.EmailSettings;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.trace.SpanAttributes;
import io.chasqui.platform.trace.TracedWork;
import io.chasqui.platform.trace.Traces;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/**
 * The connections of this process to the one SMTP server.
 *
 * <p>Their number is bounded by a semaphore and not by the pool: threads that wait for a bounded
 * commons-pool are not woken when another thread's connection could not be opened, and it opens
 * connections in threads that only give a broken one back.
 */
final class SmtpConnections implements AutoCloseable {

  /** How often idle connections are looked at. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private static final int ALL_IDLE = -1;

  private final Provider provider;
  private final EmailAccount account;
  private final Semaphore free;
  private final Duration longestWait;
  private final AttemptDeadlines deadlines;
  private final Traces traces;
  private final PooledConnections factory;
  private final GenericObjectPool<SmtpConnection> pool;

  /**
   * @param provider the server
   * @param deadlines ends attempts that take too long
   */
  SmtpConnections(
      Provider provider,
      EmailSettings settings,
      EmailAccount account,
      PooledConnections factory,
      AttemptDeadlines deadlines,
      Traces traces) {
    this.provider = provider;
    this.account = account;
    this.free = new Semaphore(settings.poolSize(), true);
    this.longestWait = settings.readTimeout();
    this.deadlines = deadlines;
    this.traces = traces;
    this.factory = factory;
    this.pool = new GenericObjectPool<>(factory, config());
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

  @Override
  public void close() {
    pool.close();
  }

  int open() {
    return pool.getNumActive() + pool.getNumIdle();
  }

  int busy() {
    return pool.getNumActive();
  }

  /**
   * Waits for a free connection no longer than for a reply. That there was none says nothing of the
   * server: the mails that hold them do.
   */
  private Outcome submitWhenFree(ComposedMail mail, AttemptJournal journal) {
    try {
      if (!free.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        return busy("no free connection to the mail server; chasqui.email.pool-size bounds them");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return busy("interrupted while waiting for a connection");
    }
    AttemptDeadline deadline = deadlines.begin();
    try {
      factory.work(deadline);
      return submitOverOne(mail, journal, deadline);
    } catch (ConnectionFailed e) {
      return e.outcome();
    } finally {
      deadlines.end(deadline);
      factory.work(null);
      free.release();
    }
  }

  private static Outcome busy(String detail) {
    return new TemporaryFailure(FailureCode.WORKER_BUSY, detail);
  }

  private Outcome submitOverOne(ComposedMail mail, AttemptJournal journal, AttemptDeadline deadline)
      throws ConnectionFailed {
    while (true) {
      SmtpConnection connection = borrow();
      journal.connected();
      FailPoint.AFTER_CONNECT.reached();
      try {
        Outcome outcome = connection.submit(mail, journal);
        if (!connection.wasClosedWhileIdle()) {
          return outcome;
        }
      } finally {
        // Or the deadline could cut the connection under another thread's mail.
        deadline.leavesWire();
        giveBack(connection);
      }
      // The others have been idle for as long. A fresh one never is closed so, thus this ends.
      pool.clear();
    }
  }

  private SmtpConnection borrow() throws ConnectionFailed {
    try {
      return pool.borrowObject();
    } catch (ConnectionFailed | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the pool declares Exception", e);
    }
  }

  private void giveBack(SmtpConnection connection) {
    try {
      if (connection.isReady()) {
        pool.returnObject(connection);
      } else {
        pool.invalidateObject(connection);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the pool declares Exception", e);
    }
  }

  private static GenericObjectPoolConfig<SmtpConnection> config() {
    GenericObjectPoolConfig<SmtpConnection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(-1);
    config.setMaxIdle(-1);
    config.setTestOnBorrow(true);
    config.setTestWhileIdle(true);
    config.setTimeBetweenEvictionRuns(ROUND);
    config.setNumTestsPerEvictionRun(ALL_IDLE);
    config.setMinEvictableIdleDuration(Duration.ofSeconds(-1));
    config.setJmxEnabled(false);
    return config;
  }
}
