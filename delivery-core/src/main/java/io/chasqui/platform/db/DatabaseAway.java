package io.chasqui.platform.db;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** Knows the exceptions that mean: the database is away, and the same may succeed later. */
public final class DatabaseAway {

  /** After a failover the database may only be read for a while. */
  private static final String READ_ONLY = "25006";

  private DatabaseAway() {}

  /** Whether this was thrown because the database is away; other faults are ours. */
  public static boolean isReasonOf(Exception e) {
    return e instanceof CannotCreateTransactionException
        || e instanceof TransactionTimedOutException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        // The connection broke before the commit, and the rollback failed too.
        || e instanceof TransactionSystemException
        || e.getCause() instanceof SQLException cause && READ_ONLY.equals(cause.getSQLState());
  }
}
