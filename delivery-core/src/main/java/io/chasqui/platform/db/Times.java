package io.chasqui.platform.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives times to PostgreSQL and takes them from it, {@code timestamptz}. They go as text that names
 * its offset: a {@code java.sql.Timestamp} in an array goes as the wall clock of this JVM's zone,
 * which PostgreSQL takes for that of the session's.
 */
public final class Times {

  private Times() {}

  /**
   * The time in a column that is never null.
   *
   * @throws SQLException when there is no such column, or the database is away
   */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /**
   * The time in a column; null for null.
   *
   * @throws SQLException when there is no such column, or the database is away
   */
  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /**
   * A time as a parameter, or as an element of an array. To the microsecond, as PostgreSQL keeps
   * it; by itself it would round.
   */
  public static OffsetDateTime utc(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** {@link #utc}, or null for null. */
  public static @Nullable OffsetDateTime utcOrNull(@Nullable Instant time) {
    return time == null ? null : utc(time);
  }
}
