package io.chasqui.server.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that says what went wrong.
 *
 * @param status of HTTP
 * @param detail what it means here; null: nobody knows
 * @param errors of fields, each with its name
 * @param next the end of the key of what to do now
 * @param requestId by which logs know it; null: it has none
 */
public record ProblemModel(
    int status,
    @Nullable String detail,
    List<String> errors,
    String next,
    @Nullable String requestId) {

  public ProblemModel {
    errors = List.copyOf(errors);
  }
}
