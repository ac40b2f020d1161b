package io.chasqui.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A database of its own in a real PostgreSQL, which is started once for a test run. The zone of its
 * sessions differs from the JVM's, so that a time that loses its zone is found.
 */
public final class TestDatabase {

  private static final int MOST_TRUNCATIONS = 5;

  /** For {@link #count}: locks that sessions of this database wait for. */
  public static final String WAITING_HERE =
      """
      pg_locks JOIN pg_stat_activity USING (pid)
      WHERE NOT granted AND datname = current_database()
      """;

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

  private static final String SUPERUSER = "postgres";

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Supplier<EmbeddedPostgres> server;
  private final String name;
  private final String role;
  private final KeptConnection kept;

  private TestDatabase(Supplier<EmbeddedPostgres> server, String name, String role) {
    this.server = server;
    this.name = name;
    this.role = role;
    this.kept = new KeptConnection(this::dataSource);
  }

  /** Creates a database with all tables, as the first start of an application leaves it. */
  public static TestDatabase fresh() {
    return created(() -> Server.STARTED, newName(), "TEMPLATE " + PreparedCluster.DATABASE);
  }

  /** Creates an empty database, for what is about migrations or comes before them. */
  public static TestDatabase empty() {
    return empty(() -> Server.STARTED);
  }

  /** Creates an empty database in a server that may be another one later, with the same data. */
  static TestDatabase empty(Supplier<EmbeddedPostgres> server) {
    return empty(server, newName());
  }

  /** Creates a database in a server, and all tables in it. */
  static void migrated(Supplier<EmbeddedPostgres> server, String name) {
    TestDatabase database = empty(server, name);
    Migrations.run(database.dataSource());
    // A database that is in use cannot be copied.
    database.kept.close();
  }

  private static TestDatabase empty(Supplier<EmbeddedPostgres> server, String name) {
    TestDatabase database = created(server, name, "");
    database.jdbc().sql(ZONE_OF_SESSIONS).update();
    // The next statements are of a session in that zone.
    database.kept.close();
    return database;
  }

  private static String newName() {
    return "test_" + COUNT.incrementAndGet();
  }

  private static TestDatabase created(Supplier<EmbeddedPostgres> server, String name, String how) {
    TestDatabase database = new TestDatabase(server, name, SUPERUSER);
    database.executeOutside("CREATE DATABASE " + name + " " + how);
    return database;
  }

  /** The same database for another role, in place of the superuser; any password will do. */
  public TestDatabase as(String role) {
    return new TestDatabase(server, name, role);
  }

  public String url() {
    return server.get().getJdbcUrl(role, name);
  }

  /**
   * The Spring settings that point an application at this database. Its pool opens connections as
   * they are needed, up to as many as ever: most tests need a few, and each new session costs
   * PostgreSQL 30 to 70 ms of CPU.
   */
  public Map<String, String> settings() {
    return Map.of(
        "spring.datasource.url",
        url(),
        "spring.datasource.username",
        role,
        "spring.datasource.password",
        "any",
        "spring.datasource.hikari.minimum-idle",
        "1");
  }

  /** Points a {@code @SpringBootTest} at this database. */
  public void register(DynamicPropertyRegistry registry) {
    settings().forEach((key, value) -> registry.add(key, () -> value));
  }

  /** Gives a new connection to whoever asks. */
  public DataSource dataSource() {
    return server.get().getDatabase(role, name);
  }

  /**
   * Connections that are used again, as an application has them, for what asks for one for each
   * statement: PostgreSQL needs longer for a new session than for what most of them ask. They end
   * with the JVM.
   */
  public DataSource pool() {
    HikariDataSource pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setJdbcUrl(url());
    pool.setUsername(role);
    pool.setMinimumIdle(0);
    return pool;
  }

  /**
   * Empties tables, and those that depend on them, of a database that a server is reading: where
   * each of both waits for the other, it is done again.
   *
   * @param tables names, with commas between
   */
  public void truncate(String tables) {
    for (int left = MOST_TRUNCATIONS; ; left--) {
      try {
        jdbc().sql("TRUNCATE " + tables + " CASCADE").update();
        return;
      } catch (PessimisticLockingFailureException e) {
        if (left == 1) {
          throw e;
        }
      }
    }
  }

  /** By one connection for all statements; a transaction or a lock needs one of its own. */
  public JdbcClient jdbc() {
    return JdbcClient.create(kept);
  }

  /**
   * How many rows there are.
   *
   * @param what a table, and what SQL may have behind it
   */
  public int count(String what) {
    return jdbc().sql("SELECT count(*) FROM " + what).query(Integer.class).single();
  }

  /** Remembers what its tables hold now, once, for {@link #reset}. */
  public void remember() {
    new RememberedRows(jdbc()).remember();
  }

  /** Lets its tables hold again what was remembered, and nothing else. */
  public void reset() {
    new RememberedRows(jdbc()).bringBack();
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
    kept.close();
    executeOutside("ALTER DATABASE " + name + " SET default_transaction_read_only TO " + readOnly);
    executeOutside(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  private void executeOutside(String sql) {
    try (Connection connection = server.get().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server on these data, new ones if the folder is empty; they stay when it ends. */
  static EmbeddedPostgres.Builder serverOn(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setServerConfig("max_connections", "300")
        .setServerConfig("shared_buffers", "64MB")
        // Nothing of it outlives the test run; the library has switched fsync off.
        .setServerConfig("full_page_writes", "off")
        .setServerConfig("wal_level", "minimal")
        .setServerConfig("max_wal_senders", "0")
        .setServerConfig("max_wal_size", "4GB")
        .setServerConfig("checkpoint_timeout", "1h");
  }

  /** Started at the first use; it ends with the JVM. */
  private static final class Server {

    static final EmbeddedPostgres STARTED = start();

    private static EmbeddedPostgres start() {
      try {
        Path data = Files.createTempDirectory("epg");
        PreparedCluster.ofThisMachine().copyTo(data);
        EmbeddedPostgres server = serverOn(data).start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, data)));
        return server;
      } catch (IOException e) {
        throw new IllegalStateException("PostgreSQL did not start", e);
      }
    }

    private static void end(EmbeddedPostgres server, Path data) {
      try {
        server.close();
        Folders.delete(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
