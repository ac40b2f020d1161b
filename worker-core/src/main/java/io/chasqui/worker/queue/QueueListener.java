package io.chasqui.worker.queue;

import io.chasqui.jobs.QueueSignals;
import io.chasqui.jobs.QueueSignals.Signal;
import io.chasqui.platform.db.NotificationListener;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Receives {@link QueueSignals}. */
final class QueueListener implements Runnable {

  private final NotificationListener listener;

  /**
   * @param listening runs whenever signals begin to arrive: what came before was not heard
   */
  QueueListener(DataSource dataSource, Runnable listening, Consumer<Signal> receiver) {
    this.listener =
        new NotificationListener(
            dataSource,
            QueueSignals.CHANNEL,
            "jobs are found by polling, nobody is woken up",
            listening,
            payload -> Signal.parse(payload).ifPresent(receiver));
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    listener.run();
  }
}
