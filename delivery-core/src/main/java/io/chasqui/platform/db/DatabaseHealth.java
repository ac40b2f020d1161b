package io.chasqui.platform.db;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database takes writes, told within a second whatever hangs: whoever asks for a
 * process's health takes an answer that is late for none. Spring's own waits for a connection as
 * long as a request may. One that is late is not away at once, or a machine that is busy for a
 * moment would be taken out; one that says so, or that is late for longer, is.
 */
public final class DatabaseHealth extends AbstractHealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(DatabaseHealth.class);

  /** Only against those who ask in masses: what has just gone away is not told as there. */
  private static final Duration KEPT = Duration.ofMillis(100);

  private static final Duration MAY_BE_LATE_FOR = Duration.ofSeconds(2);

  private final CachedCheck<Boolean> writes;
  private volatile long tookWritesAt = System.nanoTime() - MAY_BE_LATE_FOR.toNanos();

  DatabaseHealth(DataSource dataSource) {
    super("The database's state could not be read");
    BoundedQueries database = new BoundedQueries(dataSource);
    this.writes =
        new CachedCheck<>("health-database", KEPT, CachedCheck.PATIENCE, () -> look(database));
  }

  private boolean look(BoundedQueries database) {
    try {
      boolean takesWrites = database.ask(DatabaseHealth::takesWrites);
      if (takesWrites) {
        tookWritesAt = System.nanoTime();
      }
      return takesWrites;
    } catch (DataAccessException e) {
      log.debug("The database cannot be asked for its state", e);
      return false;
    }
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
   * @return whether it takes writes; when it is late, whether it did just now
   */
  public BooleanSupplier begin() {
    Supplier<Optional<Boolean>> begun = writes.begin();
    return () -> begun.get().orElseGet(this::tookWritesJustNow);
  }

  private boolean tookWritesJustNow() {
    return System.nanoTime() - tookWritesAt < MAY_BE_LATE_FOR.toNanos();
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    builder.status(begin().getAsBoolean() ? "UP" : "DOWN");
  }
}
