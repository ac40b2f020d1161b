package io.chasqui.platform.db;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Rows as one array for each column, for {@code unnest}: so a statement has the same text, and
 * PostgreSQL the same plan, however many rows it is given.
 */
public final class Columns<T> {

  private final List<T> rows;
  private final MapSqlParameterSource arrays = new MapSqlParameterSource();

  public Columns(List<T> rows) {
    this.rows = rows;
  }

  /**
   * Adds a column.
   *
   * @param name of the statement's parameter
   * @param type of the elements, as PostgreSQL calls it
   */
  public Columns<T> add(String name, String type, Function<T, @Nullable Object> value) {
    arrays.addValue(name, new SqlArrayValue(type, array(type, rows.stream().map(value))));
    return this;
  }

  /**
   * Adds parameters that are no columns.
   *
   * @param others by their names
   */
  public Columns<T> with(Map<String, ?> others) {
    arrays.addValues(others);
    return this;
  }

  /**
   * The elements of an array that is to be bound. PostgreSQL's driver sends arrays of these classes
   * in binary form; any other it writes as text, in which each quote of a JSON is escaped, and
   * which PostgreSQL parses again.
   *
   * @param type of the elements, as PostgreSQL calls it
   */
  public static @Nullable Object[] array(String type, Stream<? extends @Nullable Object> values) {
    return switch (type) {
      case "text", "varchar" -> values.toArray(String[]::new);
      case "int4" -> values.toArray(Integer[]::new);
      case "int8", "bigint" -> values.toArray(Long[]::new);
      default -> values.toArray();
    };
  }

  /** All that were added, as the parameters of a statement. */
  public SqlParameterSource params() {
    return arrays;
  }
}
