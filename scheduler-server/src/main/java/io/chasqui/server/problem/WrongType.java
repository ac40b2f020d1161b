package io.chasqui.server.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows from Jackson's exceptions which field has the wrong type. */
public final class WrongType {

  private WrongType() {}

  /** Empty when the exception is not about the type of a field. */
  public static Optional<FieldProblem> in(Throwable exception) {
    return exception instanceof JsonMappingException mapping && isAboutAField(mapping)
        ? Optional.of(new FieldProblem(path(mapping), "field.wrongType", expected(mapping)))
        : Optional.empty();
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
