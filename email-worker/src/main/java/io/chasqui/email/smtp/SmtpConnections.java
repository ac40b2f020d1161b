package io.chasqui.email.smtp;

import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.delivery.Provider;
import io.chasqui.email.ComposedMail;
import io.chasqui.email.EmailSettings;
import io.chasqui.email.Mailer;
import io.chasqui.platform.FailPoint;
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
final class SmtpConnections implements Mailer, AutoCloseable {

  /** How often idle connections are looked at. */
  private static final Duration ROUND = Duration.ofSeconds(10);

  private static final int ALL_IDLE = -1;

  private final Provider provider;
  private final Semaphore free;
  private final Duration longestWait;
  private final AttemptDeadlines deadlines;
  private final PooledConnections factory;
  private final GenericObjectPool<SmtpConnection> pool;

  /**
   * @param provider the server
   * @param deadlines ends attempts that take too long
   */
  SmtpConnections(
      Provider provider,
      EmailSettings settings,
      PooledConnections factory,
      AttemptDeadlines deadlines) {
    this.provider = provider;
    this.free = new Semaphore(settings.poolSize(), true);
    this.longestWait = settings.readTimeout();
    this.deadlines = deadlines;
    this.factory = factory;
    this.pool = new GenericObjectPool<>(factory, config());
  }

  @Override
  public Provider provider() {
    return provider;
  }

  /**
   * Waits for a free connection no longer than for a reply. That there was none says nothing of the
   * server: the mails that hold them do.
   */
  @Override
  public Outcome submit(ComposedMail mail, AttemptJournal journal) {
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
