package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A database of the test bed, as the applications and the driver reach it. The driver's session
 * ends with the bed's PostgreSQL.
 */
public final class Database {

  /** The driver has a role of its own, so that what it asks is not counted as the product's. */
  private static final String DRIVER = "benchmark";

  private final String name;
  private final String url;
  private final String user;
  private final String password;
  private @Nullable Connection session;

  Database(LocalPostgres postgres, String name) {
    this.name = name;
    this.url = postgres.jdbcUrl(name);
    this.user = postgres.user();
    this.password = postgres.password();
  }

  /** Once for each PostgreSQL. */
  void prepare() {
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      execute(
          connection,
          "CREATE ROLE " + DRIVER + " SUPERUSER LOGIN",
          "ALTER SYSTEM SET pg_stat_statements.track = 'none'",
          "SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  public String name() {
    return name;
  }

  public String url() {
    return url;
  }

  public String user() {
    return user;
  }

  public String password() {
    return password;
  }

  /** Runs statements, each for itself. */
  public synchronized void run(String... sql) {
    try {
      execute(session(), sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Runs statements in a session that ends with them, and its settings too. */
  public void runApart(String... sql) {
    try (Connection connection = open()) {
      execute(connection, sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** The one number a query answers with. */
  public double number(String sql) {
    return query(
        sql,
        rows -> {
          rows.next();
          return rows.getDouble(1);
        });
  }

  /** A row for each line, columns with " | " between them. */
  public String table(String sql) {
    return query(
        sql,
        rows -> {
          StringBuilder lines = new StringBuilder();
          while (rows.next()) {
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
              lines.append(column == 1 ? "" : " | ").append(rows.getString(column));
            }
            lines.append('\n');
          }
          return lines.toString();
        });
  }

  private synchronized <T> T query(String sql, Reader<T> reader) {
    try (Statement statement = session().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return reader.read(rows);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void execute(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    }
  }

  /** One for all questions: each new one would be counted as a commit. */
  private Connection session() throws SQLException {
    if (session == null) {
      session = open();
    }
    return session;
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(url, DRIVER, "");
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("The benchmark's own SQL failed: " + e.getMessage(), e);
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
