package io.chasqui.server.problem;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionTimedOutException;

/** Knows the exceptions that mean: the database is away, and the same may succeed later. */
public final class DatabaseAway {

  private DatabaseAway() {}

  public static boolean isReasonOf(Exception e) {
    return e instanceof CannotCreateTransactionException
        || e instanceof TransactionTimedOutException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException;
  }
}
