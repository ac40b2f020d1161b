package io.chasqui.email.smtp;

import io.chasqui.email.EmailSettings;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/**
 * Open connections that carry no mail. The one used last is taken first, so that those that are not
 * needed grow old and are closed.
 */
final class IdleConnections {

  /** A connection that was used so lately is not asked whether it lives. */
  private static final Duration SURELY_ALIVE = Duration.ofSeconds(3);

  /** For its answer whether a connection lives, however slowly it comes. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

  private final Deque<SmtpConnection> connections = new ConcurrentLinkedDeque<>();
  private final EmailSettings settings;
  private volatile boolean closed;

  IdleConnections(EmailSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes out a connection that can carry a mail, and closes those that cannot.
   *
   * @param deadline of the attempt, which asks the server over the connection
   * @return null when there is none
   */
  @Nullable SmtpConnection take(AttemptDeadline deadline) {
    SmtpConnection connection = connections.pollFirst();
    while (connection != null) {
      deadline.watch(connection.wire());
      if (isUsable(connection)) {
        return connection;
      }
      connection.close();
      connection = connections.pollFirst();
    }
    return null;
  }

  /** Keeps a connection for the next mail. */
  void keep(SmtpConnection connection) {
    connections.addFirst(connection);
    closeIfTooLate();
  }

  /**
   * Closes those that cannot carry a mail any more, one after the other.
   *
   * @param deadlines cut a connection over which no answer comes in time
   */
  void check(AttemptDeadlines deadlines) {
    for (SmtpConnection connection : List.copyOf(connections)) {
      if (!connections.remove(connection)) {
        // A mail has taken it meanwhile.
        continue;
      }
      if (isUsable(connection, deadlines)) {
        connections.addLast(connection);
        closeIfTooLate();
      } else {
        connection.close();
      }
    }
  }

  /** Closes all that are idle now. */
  void clear() {
    SmtpConnection connection = connections.pollFirst();
    while (connection != null) {
      connection.close();
      connection = connections.pollFirst();
    }
  }

  /** Closes all, and those that are given back later. */
  void close() {
    closed = true;
    clear();
  }

  int size() {
    return connections.size();
  }

  private boolean isUsable(SmtpConnection connection, AttemptDeadlines deadlines) {
    AttemptDeadline deadline = deadlines.begin(longestAnswer());
    try {
      deadline.watch(connection.wire());
      return isUsable(connection);
    } finally {
      deadlines.end(deadline);
    }
  }

  private Duration longestAnswer() {
    Duration ofAny = settings.readTimeout();
    return ofAny.compareTo(LONGEST_ANSWER) < 0 ? ofAny : LONGEST_ANSWER;
  }

  /** It is in nobody's hands but ours: when this fails, nobody else would close it. */
  private boolean isUsable(SmtpConnection connection) {
    try {
      return connection.messages() < settings.connectionMaxMessages()
          && connection.age().compareTo(settings.connectionMaxLifetime()) < 0
          && connection.idle().compareTo(settings.connectionIdle()) < 0
          && (connection.idle().compareTo(SURELY_ALIVE) < 0 || connection.isAlive());
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void closeIfTooLate() {
    if (closed) {
      clear();
    }
  }
}
