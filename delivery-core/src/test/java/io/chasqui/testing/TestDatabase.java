package io.chasqui.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A fresh, empty database in a real PostgreSQL, which is started once for a test run. The zone of
 * its sessions differs from the JVM's, so that a time that loses its zone is found.
 */
public final class TestDatabase {

  /**
   * For each session as it begins. A setting of the database or of a role would do nothing: the
   * driver names the JVM's zone when it connects, and that goes before them.
   */
  private static final String ZONE_OF_SESSIONS =
      """
      CREATE SCHEMA zone;
      CREATE FUNCTION zone.of_session() RETURNS event_trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM set_config('timezone', 'America/St_Johns', false);
      END $$;
      CREATE EVENT TRIGGER zone_of_session ON login EXECUTE FUNCTION zone.of_session();
      """;

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Supplier<EmbeddedPostgres> server;
  private final String name;
  private final String role;

  private TestDatabase(Supplier<EmbeddedPostgres> server, String name, String role) {
    this.server = server;
    this.name = name;
    this.role = role;
  }

  /** Creates an empty database. */
  public static TestDatabase fresh() {
    return fresh(() -> Server.STARTED);
  }

  /** Creates an empty database in a server that may be another one later, with the same data. */
  static TestDatabase fresh(Supplier<EmbeddedPostgres> server) {
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection = server.get().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    TestDatabase database = new TestDatabase(server, name, "postgres");
    database.jdbc().sql(ZONE_OF_SESSIONS).update();
    return database;
  }

  /** The same database for another role, in place of the superuser; any password will do. */
  public TestDatabase as(String role) {
    return new TestDatabase(server, name, role);
  }

  public String url() {
    return server.get().getJdbcUrl(role, name);
  }

  /** The Spring settings that point an application at this database. */
  public Map<String, String> settings() {
    return Map.of(
        "spring.datasource.url",
        url(),
        "spring.datasource.username",
        role,
        "spring.datasource.password",
        "any");
  }

  /** Points a {@code @SpringBootTest} at this database. */
  public void register(DynamicPropertyRegistry registry) {
    settings().forEach((key, value) -> registry.add(key, () -> value));
  }

  public DataSource dataSource() {
    return server.get().getDatabase(role, name);
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource());
  }

  /**
   * How many rows there are.
   *
   * @param what a table, and what SQL may have behind it
   */
  public int count(String what) {
    return jdbc().sql("SELECT count(*) FROM " + what).query(Integer.class).single();
  }

  /** Cuts all connections; new ones can only read, as after a failover. */
  public void refuseWrites() {
    readOnly(true);
  }

  /** Cuts all connections; new ones can write again. */
  public void allowWrites() {
    readOnly(false);
  }

  private void readOnly(boolean readOnly) {
    try (Connection connection = server.get().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER DATABASE " + name + " SET default_transaction_read_only TO " + readOnly);
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Started at the first use; the library ends it with the JVM. */
  private static final class Server {

    static final EmbeddedPostgres STARTED = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "300")
            .setServerConfig("shared_buffers", "64MB")
            .start();
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL did not start", e);
      }
    }
  }
}
