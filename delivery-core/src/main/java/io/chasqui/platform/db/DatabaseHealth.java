package io.chasqui.platform.db;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database takes writes, known within a second whatever hangs: whoever asks for a
 * process's health takes an answer that is late for none. Spring's own waits for a connection as
 * long as a request may.
 */
public final class DatabaseHealth extends AbstractHealthIndicator {

  /** Only against those who ask in masses: what has just gone away is not told as there. */
  private static final Duration KEPT = Duration.ofMillis(100);

  private final CachedCheck<Boolean> writes;

  DatabaseHealth(DataSource dataSource) {
    super("The database's state could not be read");
    BoundedQueries database = new BoundedQueries(dataSource);
    this.writes =
        new CachedCheck<>(
            "health-database",
            KEPT,
            CachedCheck.PATIENCE,
            () -> database.ask(DatabaseHealth::takesWrites));
  }

  /** Else it answers, as one that is being replaced does. */
  private static boolean takesWrites(JdbcClient jdbc) {
    return jdbc.sql("SELECT NOT current_setting('transaction_read_only')::boolean")
        .query(Boolean.class)
        .single();
  }

  /**
   * Begins to look, so that others may be begun before the answer is awaited.
   *
   * @return whether it takes writes; not, when it does not say so in time
   */
  public BooleanSupplier begin() {
    Supplier<Optional<Boolean>> begun = writes.begin();
    return () -> begun.get().orElse(false);
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.status(begin().getAsBoolean() ? "UP" : "DOWN");
  }
}
