package io.chasqui.server.api.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
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

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .map(String::valueOf)
        .collect(Collectors.joining("."));
  }

  private static String expected(JsonMappingException e) {
    boolean isNumber =
        e.getCause() instanceof InputCoercionException
            || e instanceof MismatchedInputException mismatch
                && mismatch.getTargetType() != null
                && Number.class.isAssignableFrom(mismatch.getTargetType());
    return isNumber ? "integer" : "string";
  }
}
