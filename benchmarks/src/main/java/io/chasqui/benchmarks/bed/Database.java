package io.chasqui.benchmarks.bed;

import io.chasqui.quickstart.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of the test bed, as the applications and the driver reach it. */
public final class Database {

  /** The driver has a role of its own, so that what it asks is not counted as the product's. */
  private static final String DRIVER = "benchmark";

  private final String url;
  private final String user;
  private final String password;

  private Database(String url, LocalPostgres postgres) {
    this.url = url;
    this.user = postgres.user();
    this.password = postgres.password();
  }

  /** Once for each PostgreSQL. */
  static void prepare(LocalPostgres postgres) {
    Database admin = new Database(postgres.jdbcUrl(), postgres);
    execute(
        admin.url,
        admin.user,
        "CREATE ROLE " + DRIVER + " SUPERUSER LOGIN",
        "ALTER SYSTEM SET pg_stat_statements.track = 'none'",
        "SELECT pg_reload_conf()");
  }

  static Database create(LocalPostgres postgres, String name) {
    Database admin = new Database(postgres.jdbcUrl(), postgres);
    admin.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    admin.run("CREATE DATABASE " + name);
    return new Database(postgres.jdbcUrl(name), postgres);
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

  /** Runs statements outside of a transaction. */
  public void run(String... sql) {
    execute(url, DRIVER, sql);
  }

  private static void execute(String url, String user, String... sql) {
    try (Connection connection = DriverManager.getConnection(url, user, "");
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's own SQL failed: " + e.getMessage(), e);
    }
  }

  /** The one number a query answers with. */
  public double number(String sql) {
    try (Connection connection = DriverManager.getConnection(url, DRIVER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getDouble(1);
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's own SQL failed: " + e.getMessage(), e);
    }
  }

  /** A row for each line, columns with " | " between them. */
  public String table(String sql) {
    StringBuilder lines = new StringBuilder();
    try (Connection connection = DriverManager.getConnection(url, DRIVER, "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          lines.append(column == 1 ? "" : " | ").append(rows.getString(column));
        }
        lines.append('\n');
      }
      return lines.toString();
    } catch (SQLException e) {
      throw new IllegalStateException("The benchmark's own SQL failed: " + e.getMessage(), e);
    }
  }
}
