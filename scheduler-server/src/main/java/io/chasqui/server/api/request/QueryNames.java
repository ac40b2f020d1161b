package io.chasqui.server.api.request;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.request.FieldNames.Known;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * The names in the query of a request, looked at as they were sent: the web server passes over what
 * it cannot decode.
 */
final class QueryNames {

  private final Map<Method, Known> taken = new ConcurrentHashMap<>();
  private final boolean refusesUnknown;

  QueryNames(boolean refusesUnknown) {
    this.refusesUnknown = refusesUnknown;
  }

  /**
   * @param query without its question mark; null: none
   */
  List<FieldProblem> problems(@Nullable String query, HandlerMethod operation) {
    if (query == null) {
      return List.of();
    }
    FieldNames names =
        new FieldNames(
            taken.computeIfAbsent(operation.getMethod(), method -> takenBy(operation)),
            refusesUnknown);
    try {
      for (String parameter : query.split("&")) {
        String[] nameAndValue = parameter.split("=", 2);
        if (!parameter.isEmpty()) {
          names.take(decoded(nameAndValue[0]));
          decoded(nameAndValue[nameAndValue.length - 1]);
        }
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return List.of(new FieldProblem("query", "field.malformedQuery"));
    }
    return names.problems();
  }

  /** What the method that handles the operation has as its parameters. */
  private static Known takenBy(HandlerMethod operation) {
    return Known.exactly(
        Arrays.stream(operation.getMethodParameters())
            .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
            .map(QueryNames::nameOf)
            .toList());
  }

  private static String nameOf(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation != null && !annotation.name().isEmpty()) {
      return annotation.name();
    }
    parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
    return String.valueOf(parameter.getParameterName());
  }

  private static String decoded(String text) throws CharacterCodingException {
    byte[] bytes =
        URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
