package io.chasqui.platform.db;

import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;

/** Knows a refusal that is no fault of the row: its id is of a month that is not there. */
public final class MissingPartition {

  private MissingPartition() {}

  /** PostgreSQL says it by the code of a check that failed, and names no check. */
  public static boolean isMeantBy(DataIntegrityViolationException refusal) {
    if (!(refusal.getMostSpecificCause() instanceof PSQLException cause)
        || !PSQLState.CHECK_VIOLATION.getState().equals(cause.getSQLState())) {
      return false;
    }
    ServerErrorMessage message = cause.getServerErrorMessage();
    return message != null && message.getConstraint() == null;
  }
}
