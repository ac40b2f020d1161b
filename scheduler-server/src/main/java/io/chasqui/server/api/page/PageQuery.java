package io.chasqui.server.api.page;

import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.problem.FieldProblem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a caller asks for; lists are newest first, by ids that order by time.
 *
 * @param olderThan the last one of the page before; null: from the newest on
 * @param limit at most so many, 1-200
 */
public record PageQuery(@Nullable UUID olderThan, int limit) {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  /**
   * Reads the parameters {@code limit} and {@code cursor} as the caller wrote them.
   *
   * @param problems gets what is wrong with them
   */
  public static PageQuery read(
      @Nullable String limit, @Nullable String cursor, List<FieldProblem> problems) {
    return new PageQuery(cursor(cursor, problems), limit(limit, problems));
  }

  private static @Nullable UUID cursor(@Nullable String value, List<FieldProblem> problems) {
    if (value == null || value.isBlank()) {
      return null;
    }
    Optional<UUID> cursor = CanonicalUuid.parse(value);
    if (cursor.isEmpty()) {
      problems.add(new FieldProblem("cursor", "field.cursor"));
    }
    return cursor.orElse(null);
  }

  private static int limit(@Nullable String value, List<FieldProblem> problems) {
    if (value == null || value.isBlank()) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(value);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, as is a number out of range.
    }
    problems.add(new FieldProblem("limit", "field.number", 1, MAX_LIMIT));
    return DEFAULT_LIMIT;
  }
}
