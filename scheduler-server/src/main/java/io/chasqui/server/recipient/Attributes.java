package io.chasqui.server.recipient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.constraint.Characters;
import io.chasqui.platform.TextCut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What attributes may hold: what the database keeps as it is, and not too much of it. */
final class Attributes {

  private static final int MOST_BYTES = 16 * 1024;
  private static final int DEEPEST = 4;
  private static final int LONGEST_NAME = 200;

  private static final String TOO_DEEP = "field.attributesTooDeep";
  private static final String TOO_LARGE = "field.attributesTooLarge";
  private static final String UNFIT = "field.attributesUnfit";
  private static final String NAME = "field.attributeName";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Attributes() {}

  /** The key of the text that says what is wrong with them; empty: nothing. */
  static Optional<String> fault(Map<String, @Nullable Object> attributes) {
    return ofNames(attributes).or(() -> faultOf(attributes, 1)).or(() -> ofSize(attributes));
  }

  /** The argument of that text. */
  static int limitOf(String fault) {
    return switch (fault) {
      case TOO_DEEP -> DEEPEST;
      case NAME -> LONGEST_NAME;
      default -> MOST_BYTES;
    };
  }

  /** They are columns of an export. */
  private static Optional<String> ofNames(Map<String, @Nullable Object> attributes) {
    boolean areGood =
        attributes.keySet().stream()
            .allMatch(
                name ->
                    !name.isBlank()
                        && TextCut.length(name) <= LONGEST_NAME
                        && Characters.findUnfitForOneLine(name).isEmpty());
    return areGood ? Optional.empty() : Optional.of(NAME);
  }

  private static Optional<String> faultOf(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> object) {
      return depth > DEEPEST
          ? Optional.of(TOO_DEEP)
          : object.entrySet().stream()
              .map(one -> faultOf(one.getKey(), depth).or(() -> faultOf(one.getValue(), depth + 1)))
              .flatMap(Optional::stream)
              .findFirst();
    }
    if (value instanceof List<?> array) {
      return depth > DEEPEST
          ? Optional.of(TOO_DEEP)
          : array.stream()
              .map(one -> faultOf(one, depth + 1))
              .flatMap(Optional::stream)
              .findFirst();
    }
    return isUnfit(value) ? Optional.of(UNFIT) : Optional.empty();
  }

  /** The database takes neither NUL nor half a character, and no number has an end beyond it. */
  private static boolean isUnfit(@Nullable Object value) {
    return value instanceof String text && Characters.findUnfitForPlainText(text).isPresent()
        || value instanceof Double number && !Double.isFinite(number);
  }

  private static Optional<String> ofSize(Map<String, @Nullable Object> attributes) {
    try {
      boolean isTooLarge = JSON.writeValueAsBytes(attributes).length > MOST_BYTES;
      return isTooLarge ? Optional.of(TOO_LARGE) : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of plain values is JSON", e);
    }
  }
}
