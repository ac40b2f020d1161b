package io.chasqui.jobs;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets JobRunr write in the caller's transaction. JobRunr opens, commits and closes a connection of
 * its own for every save; while a Spring transaction is active it gets the transaction's connection
 * instead, on which commit and close do nothing and a rollback dooms the caller's transaction. So a
 * delivery and its job are stored both or neither.
 */
public final class TransactionJoiningDataSource extends DelegatingDataSource {

  public TransactionJoiningDataSource(DataSource target) {
    super(target);
  }

  @Override
  public Connection getConnection() throws SQLException {
    DataSource target = obtainTargetDataSource();
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return target.getConnection();
    }
    Connection joined = DataSourceUtils.getConnection(target);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new JoinedConnection(joined, target));
  }

  /** The transaction's connection, whose life the transaction decides. */
  private record JoinedConnection(Connection joined, DataSource target)
      implements InvocationHandler {

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          DataSourceUtils.releaseConnection(joined, target);
          return null;
        }
        case "commit", "setAutoCommit" -> {
          return null;
        }
        case "rollback" -> {
          doom();
          return null;
        }
        default -> {
          return invokeJoined(method, args);
        }
      }
    }

    private void doom() {
      if (TransactionSynchronizationManager.getResource(target)
          instanceof ResourceHolderSupport transaction) {
        transaction.setRollbackOnly();
      }
    }

    private @Nullable Object invokeJoined(Method method, Object @Nullable [] args)
        throws Throwable {
      try {
        return method.invoke(joined, args);
      } catch (InvocationTargetException e) {
        throw e.getTargetException();
      }
    }
  }
}
