package io.chasqui.email.smtp;

import io.chasqui.email.EmailSettings;
import java.time.Duration;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.jspecify.annotations.Nullable;

/** Opens, checks and closes the connections of the pool. */
final class PooledConnections extends BasePooledObjectFactory<SmtpConnection> {

  /** A connection that was used so lately is not asked whether it lives. */
  private static final Duration SURELY_ALIVE = Duration.ofSeconds(3);

  private final SmtpConnector connector;
  private final EmailSettings settings;

  /** The pool's factory methods take no argument, and run in the thread of the attempt. */
  private final ThreadLocal<AttemptDeadline> deadline = new ThreadLocal<>();

  PooledConnections(SmtpConnector connector, EmailSettings settings) {
    this.connector = connector;
    this.settings = settings;
  }

  /** Whose deadline holds for what this thread does next; null: nobody's. */
  void work(@Nullable AttemptDeadline current) {
    if (current == null) {
      deadline.remove();
    } else {
      deadline.set(current);
    }
  }

  @Override
  public SmtpConnection create() throws ConnectionFailed {
    return connector.open(this::goesOver);
  }

  @Override
  public PooledObject<SmtpConnection> wrap(SmtpConnection connection) {
    return new DefaultPooledObject<>(connection);
  }

  @Override
  public boolean validateObject(PooledObject<SmtpConnection> pooled) {
    SmtpConnection connection = pooled.getObject();
    goesOver(connection.wire());
    return connection.messages() < settings.connectionMaxMessages()
        && connection.age().compareTo(settings.connectionMaxLifetime()) < 0
        && connection.idle().compareTo(settings.connectionIdle()) < 0
        && (connection.idle().compareTo(SURELY_ALIVE) < 0 || connection.isAlive());
  }

  private void goesOver(Wire wire) {
    AttemptDeadline current = deadline.get();
    if (current != null) {
      current.goesOver(wire);
    }
  }

  @Override
  public void destroyObject(PooledObject<SmtpConnection> pooled) {
    pooled.getObject().close();
  }
}
