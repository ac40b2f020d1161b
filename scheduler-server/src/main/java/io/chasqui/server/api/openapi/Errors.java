package io.chasqui.server.api.openapi;

import static java.util.Map.entry;

import io.swagger.v3.oas.models.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * With which errors an operation may answer, and when: what follows from its parts, and its {@link
 * Answers}.
 */
final class Errors implements OperationCustomizer {

  /** What is so of any operation; what a feature alone knows stands in its {@link Answers}. */
  private static final Map<Integer, String> OF_ANY =
      Map.ofEntries(
          entry(400, "A field is wrong or unknown, or the body is not JSON. Nothing was stored."),
          entry(401, "No live key. Nothing was done."),
          entry(403, "The key has not the scope that is needed. Nothing was done."),
          entry(404, "Not found."),
          entry(
              409,
              "A request with the same Idempotency-Key is still running, see Retry-After. Nothing"
                  + " was changed."),
          entry(413, "Too large. Nothing was stored."),
          entry(
              415,
              "Another content type is expected, or the body is encoded, or JSON in another"
                  + " charset than UTF-8. Nothing was stored."),
          entry(422, "The Idempotency-Key was used for another request. Nothing was stored."),
          entry(
              429,
              "The key has sent more requests than it may; see Retry-After. Nothing was done."),
          entry(
              503,
              "The database or the storage is away, or too many deliveries are open. Nothing was"
                  + " stored; see Retry-After."));

  /** Carries an operation's {@link Answers} to where all of it is known, and is removed there. */
  private static final String MARK = "x-answers";

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Map<Integer, String> own = new TreeMap<>();
    for (Answers answer :
        AnnotatedElementUtils.getMergedRepeatableAnnotations(handler.getMethod(), Answers.class)) {
      String when = answer.when().isEmpty() ? ofAny(answer.value()) : answer.when();
      own.merge(answer.value(), when, Errors::both);
    }
    if (!own.isEmpty()) {
      operation.addExtension(MARK, own);
    }
    return operation;
  }

  /** When it answers with which status, in the order in which they are shown. */
  static Map<Integer, String> of(Operation operation) {
    Map<Integer, String> errors = new LinkedHashMap<>();
    if (!isForEverybody(operation)) {
      List.of(401, 403, 429).forEach(status -> errors.put(status, ofAny(status)));
    }
    Map<Integer, String> others = new TreeMap<>();
    ofItsParts(operation).forEach(status -> others.put(status, ofAny(status)));
    marked(operation)
        .forEach(
            (status, when) ->
                (errors.containsKey(status) ? errors : others).merge(status, when, Errors::both));
    errors.putAll(others);
    return errors;
  }

  private static String ofAny(int status) {
    return Objects.requireNonNull(OF_ANY.get(status), () -> "no text of " + status);
  }

  private static String both(String one, String other) {
    return one.equals(other) ? one : one + " " + other;
  }

  private static List<Integer> ofItsParts(Operation operation) {
    List<Integer> statuses = new ArrayList<>(List.of(400, 503));
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of(413, 415));
    }
    if (takesAnIdempotencyKey(operation)) {
      statuses.addAll(List.of(409, 422));
    }
    return statuses;
  }

  private static boolean isForEverybody(Operation operation) {
    return operation.getSecurity() != null && operation.getSecurity().isEmpty();
  }

  private static boolean takesAnIdempotencyKey(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream()
            .anyMatch(parameter -> IDEMPOTENCY_KEY.equals(parameter.getName()));
  }

  private static Map<Integer, String> marked(Operation operation) {
    Map<String, Object> extensions = operation.getExtensions();
    if (extensions == null || !(extensions.get(MARK) instanceof Map<?, ?> own)) {
      return Map.of();
    }
    Map<String, Object> others = new LinkedHashMap<>(extensions);
    others.remove(MARK);
    operation.setExtensions(others.isEmpty() ? null : others);
    Map<Integer, String> marked = new TreeMap<>();
    own.forEach((status, when) -> marked.put((Integer) status, (String) when));
    return marked;
  }
}
