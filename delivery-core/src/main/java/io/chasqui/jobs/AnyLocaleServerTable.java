package io.chasqui.jobs;

import java.sql.Connection;
import java.util.stream.Stream;
import org.jobrunr.storage.sql.common.BackgroundJobServerTable;
import org.jobrunr.storage.sql.common.db.Dialect;
import org.jobrunr.storage.sql.common.db.SqlResultSet;

/**
 * JobRunr's table of servers on a machine of any language. JobRunr looks a column up by the small
 * letters that its name has in the default locale, among the names that PostgreSQL gives, in
 * ASCII's; on a Turkish machine it finds none that has an I. Under the name as JobRunr writes it,
 * both are made small alike.
 */
public class AnyLocaleServerTable extends BackgroundJobServerTable {

  private static final String ALL = "* ";
  private static final String ALL_THAT_ARE_FOUND =
      "*, pollIntervalInSeconds AS \"pollIntervalInSeconds\" ";

  public AnyLocaleServerTable(Connection connection, Dialect dialect, String tablePrefix) {
    super(connection, dialect, tablePrefix);
  }

  @Override
  public Stream<SqlResultSet> select(String statement) {
    return super.select(
        statement.startsWith(ALL)
            ? ALL_THAT_ARE_FOUND + statement.substring(ALL.length())
            : statement);
  }
}
