package io.chasqui.server.api.openapi;

import io.swagger.v3.oas.models.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/**
 * With which errors an operation may answer: what follows from its parts, and its {@link Answers}.
 */
final class Errors implements OperationCustomizer {

  /** Carries an operation's {@link Answers} to where all of it is known, and is removed there. */
  private static final String MARK = "x-answers";

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Answers answers = handler.getMethodAnnotation(Answers.class);
    if (answers != null) {
      operation.addExtension(MARK, answers.value());
    }
    return operation;
  }

  /** Statuses in the order in which they are shown. */
  static List<Integer> of(Operation operation) {
    List<Integer> errors = new ArrayList<>();
    if (!isForEverybody(operation)) {
      errors.addAll(List.of(401, 403, 429));
    }
    TreeSet<Integer> others = new TreeSet<>(List.of(400, 503));
    if (operation.getRequestBody() != null) {
      others.addAll(List.of(413, 415));
    }
    if (takesAnIdempotencyKey(operation)) {
      others.addAll(List.of(409, 422));
    }
    others.addAll(marked(operation));
    errors.addAll(others);
    return errors;
  }

  private static boolean isForEverybody(Operation operation) {
    return operation.getSecurity() != null && operation.getSecurity().isEmpty();
  }

  private static boolean takesAnIdempotencyKey(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> IDEMPOTENCY_KEY.equals(parameter.getName()));
  }

  private static List<Integer> marked(Operation operation) {
    Map<String, Object> extensions = operation.getExtensions();
    if (extensions == null || !(extensions.get(MARK) instanceof int[] statuses)) {
      return List.of();
    }
    Map<String, Object> others = new LinkedHashMap<>(extensions);
    others.remove(MARK);
    operation.setExtensions(others.isEmpty() ? null : others);
    return Arrays.stream(statuses).boxed().toList();
  }
}
