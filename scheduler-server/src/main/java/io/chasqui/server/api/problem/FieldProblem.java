package io.chasqui.server.api.problem;

import java.util.List;

/**
 * What is wrong with one field of a request.
 *
 * @param messageKey names the text in a bundle, messages/*.properties
 * @param arguments of the text; never the caller's value
 */
public record FieldProblem(String field, String messageKey, List<Object> arguments) {

  public FieldProblem {
    arguments = List.copyOf(arguments);
  }

  public FieldProblem(String field, String messageKey, Object... arguments) {
    this(field, messageKey, List.of(arguments));
  }
}
