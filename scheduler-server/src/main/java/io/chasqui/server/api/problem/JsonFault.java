package io.chasqui.server.api.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows from Jackson's exceptions what is wrong with JSON that is valid as such. */
public final class JsonFault {

  /** Levels of arrays and objects in each other that are read. */
  public static final int DEEPEST = StreamReadConstraints.DEFAULT_MAX_DEPTH;

  private JsonFault() {}

  /** Empty when the exception says that there is no JSON. */
  public static Optional<FieldProblem> in(Throwable exception) {
    if (exception instanceof NotAnObject) {
      return Optional.of(new FieldProblem("body", "field.notAnObject"));
    }
    if (exception instanceof StreamConstraintsException) {
      return Optional.of(
          isTooDeep(exception)
              ? new FieldProblem("body", "field.tooDeep", DEEPEST)
              : new FieldProblem("body", "field.tooLongToken"));
    }
    if (exception instanceof UnrecognizedPropertyException unknown) {
      return Optional.of(unknownName(unknown));
    }
    return exception instanceof JsonMappingException mapping && isAboutAField(mapping)
        ? Optional.of(new FieldProblem(path(mapping), "field.wrongType", expected(mapping)))
        : Optional.empty();
  }

  /** Jackson has one exception for all that it will not read, and only words to tell them apart. */
  public static boolean isTooDeep(Throwable exception) {
    return exception instanceof StreamConstraintsException limit
        && limit.getOriginalMessage().contains("nesting depth");
  }

  private static boolean isAboutAField(JsonMappingException e) {
    return !e.getPath().isEmpty() && !(e.getCause() instanceof JsonParseException);
  }

  /** Of an object in the body: the names of the body's own fields are looked at before. */
  private static FieldProblem unknownName(UnrecognizedPropertyException e) {
    List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
    FieldProblem problem = UnknownName.problem(e.getPropertyName(), known);
    String within = path(e.getPath().subList(0, e.getPath().size() - 1));
    return within.isEmpty()
        ? problem
        : new FieldProblem(
            within + "." + problem.field(), problem.messageKey(), problem.arguments());
  }

  private static String path(JsonMappingException e) {
    return path(e.getPath());
  }

  private static String path(List<JsonMappingException.Reference> path) {
    return path.stream()
        .map(part -> Objects.requireNonNullElse(part.getFieldName(), "" + part.getIndex()))
        .collect(Collectors.joining("."));
  }

  private static String expected(JsonMappingException e) {
    Class<?> target = e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null;
    if (target != null && Collection.class.isAssignableFrom(target)) {
      return "array";
    }
    if (target != null && (Map.class.isAssignableFrom(target) || target.isRecord())) {
      return "object";
    }
    if (target == Boolean.class) {
      return "boolean";
    }
    boolean isNumber =
        e.getCause() instanceof InputCoercionException
            || e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && Number.class.isAssignableFrom(mismatch.getTargetType());
    return isNumber ? "integer" : "string";
  }
}
