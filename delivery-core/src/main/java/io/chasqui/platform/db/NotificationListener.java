package io.chasqui.platform.db;

import io.chasqui.platform.log.FailureLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives what is sent by NOTIFY on one channel of PostgreSQL, on a connection of its own, which
 * it opens again when it breaks.
 */
public final class NotificationListener implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(NotificationListener.class);

  /** Waits on the socket, without a query; so soon does the thread see that it is to end. */
  private static final int WAIT_MILLIS = 500;

  /** After so many silent waits the connection is asked whether it still lives. */
  private static final int SILENT_WAITS_BEFORE_CHECK = 60;

  private static final int CHECK_TIMEOUT_SECONDS = 5;
  private static final Duration BEFORE_RECONNECT = Duration.ofSeconds(1);

  private final DataSource dataSource;
  private final String channel;
  private final String deaf;
  private final Runnable listening;
  private final Consumer<String> receiver;

  /**
   * @param channel a plain name, which goes into a statement as it is
   * @param deaf what it means that nothing is heard, for the log: {@code jobs are found by polling}
   * @param listening runs whenever signals begin to arrive: what came before was not heard
   * @param receiver gets what was sent
   */
  public NotificationListener(
      DataSource dataSource,
      String channel,
      String deaf,
      Runnable listening,
      Consumer<String> receiver) {
    this.dataSource = dataSource;
    this.channel = channel;
    this.deaf = deaf;
    this.listening = listening;
    this.receiver = receiver;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        listen();
      } catch (SQLException | RuntimeException e) {
        pauseAfter(e);
      } catch (Error e) {
        // Without this thread whatever waits for a signal would be late from now on.
        pauseAfter(new IllegalStateException("an error", e));
      }
    }
  }

  private void listen() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + channel);
      }
      listening.run();
      PGConnection postgres = connection.unwrap(PGConnection.class);
      int silentWaits = 0;
      while (!Thread.currentThread().isInterrupted()) {
        PGNotification[] received = postgres.getNotifications(WAIT_MILLIS);
        if (received != null && received.length > 0) {
          silentWaits = 0;
          hand(received);
        } else if (++silentWaits == SILENT_WAITS_BEFORE_CHECK) {
          silentWaits = 0;
          checkAlive(connection);
        }
      }
    }
  }

  private void hand(PGNotification[] received) {
    for (PGNotification notification : received) {
      receiver.accept(notification.getParameter());
    }
  }

  private static void checkAlive(Connection connection) throws SQLException {
    if (!connection.isValid(CHECK_TIMEOUT_SECONDS)) {
      throw new SQLException("the listening connection is dead");
    }
  }

  private void pauseAfter(Exception e) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    FailureLog.databaseIsAway(log, deaf, e);
    try {
      Thread.sleep(BEFORE_RECONNECT.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
