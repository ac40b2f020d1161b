package io.chasqui.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/**
 * Asks the database with time-outs so short that what hangs is soon given up: by the database, or a
 * question would go on waiting there for a lock that nobody wants any more, a further one each time
 * somebody asks, until no connection is left for anybody; and by us, if the database does not
 * answer at all.
 */
public final class BoundedQueries {

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(1);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();

  public BoundedQueries(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * The answer to a question.
   *
   * @throws org.springframework.dao.DataAccessException when the database is away or does not
   *     answer
   */
  public <T> T ask(Function<JdbcClient, T> question) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setNetworkTimeout(Runnable::run, (int) LONGEST_ANSWER.toMillis());
      // The pool rolls back what is open when it gets the connection back.
      connection.setAutoCommit(false);
      JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
      jdbc.sql("SET LOCAL statement_timeout = " + LONGEST_STATEMENT.toMillis()).update();
      return question.apply(jdbc);
    } catch (SQLException e) {
      throw Objects.requireNonNull(translator.translate("health", null, e));
    }
  }
}
