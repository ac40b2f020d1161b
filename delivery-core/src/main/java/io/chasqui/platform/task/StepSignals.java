package io.chasqui.platform.task;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the loops of all servers that a step is due sooner than they know. PostgreSQL lets only one
 * transaction with a NOTIFY commit at a time, so it is sent outside of the transaction that wrote
 * the step, and once for all that were written while the last signal was on its way. One that is
 * lost makes a step late by a loop's longest sleep.
 */
public final class StepSignals {

  /** The one PostgreSQL notification channel; what is sent is the name of a source. */
  static final String CHANNEL = "chasqui_steps";

  private static final Logger log = LoggerFactory.getLogger(StepSignals.class);

  private final JdbcClient jdbc;
  private final Executor sender;
  private final Set<String> waiting = new HashSet<>();

  /**
   * @param sender runs one task at a time, without delay
   */
  public StepSignals(JdbcClient jdbc, Executor sender) {
    this.jdbc = jdbc;
    this.sender = sender;
  }

  /**
   * A step was written, or is due sooner than it was. In a transaction it is told once that has
   * committed.
   *
   * @param source its name
   */
  public void stepIsWritten(String source) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      tell(source);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            tell(source);
          }
        });
  }

  private void tell(String source) {
    synchronized (waiting) {
      if (!waiting.add(source)) {
        return;
      }
    }
    sender.execute(() -> send(source));
  }

  private void send(String source) {
    synchronized (waiting) {
      waiting.remove(source);
    }
    try {
      jdbc.sql("SELECT pg_notify(:channel, :source)")
          .param("channel", CHANNEL)
          .param("source", source)
          .query((row, number) -> 1)
          .single();
    } catch (RuntimeException e) {
      log.info("A wake-up was lost, steps are found by polling: {}", e.toString());
    }
  }
}
