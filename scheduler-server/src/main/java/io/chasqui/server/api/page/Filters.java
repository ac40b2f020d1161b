package io.chasqui.server.api.page;

import io.chasqui.platform.IsoInstant;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the filters of a list as callers wrote them, and gathers what is wrong with them. */
public final class Filters {

  private final List<FieldProblem> problems = new ArrayList<>();

  /** Which part of the list is asked for. */
  public PageQuery page(@Nullable String limit, @Nullable String cursor) {
    return PageQuery.read(limit, cursor, problems);
  }

  /**
   * A text; null when it is absent or blank. The database does not take a NUL, and nothing that is
   * stored has a control character.
   */
  public @Nullable String text(String field, @Nullable String value) {
    if (value != null && value.chars().anyMatch(Character::isISOControl)) {
      problem(new FieldProblem(field, "field.controlCharacterInFilter"));
    }
    return Text.orNull(value);
  }

  /** A time; null when it is absent, blank or none. */
  public @Nullable Instant instant(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return null;
    }
    // The plus sign of an offset that was not escaped arrives as a blank.
    Optional<Instant> time = IsoInstant.parse(value.strip().replace(' ', '+'));
    if (time.isEmpty()) {
      problem(new FieldProblem(field, "field.instant"));
    }
    return time.orElse(null);
  }

  /** One of some words, in any case; null when it is absent, blank or none of them. */
  public <E extends Enum<E>> @Nullable E constant(
      String field, @Nullable String value, Class<E> type) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String allowed =
          Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
      problem(new FieldProblem(field, "field.oneOf", allowed));
      return null;
    }
  }

  /** Something else is wrong. */
  public void problem(FieldProblem problem) {
    problems.add(problem);
  }

  /**
   * To be called when all filters were read.
   *
   * @throws InvalidRequest naming all that is wrong
   */
  public void requireValid() {
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
  }
}
