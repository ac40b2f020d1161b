package io.chasqui.server.template.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.platform.IsoInstant;
import io.chasqui.platform.TextCut;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.template.engine.JsonDepth;
import io.chasqui.server.template.engine.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data of an event, each value of the type that is declared. Numbers, truths and times may come
 * as texts, which is all that the clients of older systems send.
 *
 * @param values by name; of those that are not declared as they came
 * @param problems what is wrong with them, by fields {@code data.…}; then the values are not to be
 *     used
 */
public record EventData(Map<String, Object> values, List<FieldProblem> problems) {

  /** As JSON, in bytes of UTF-8. */
  public static final int MOST_BYTES = 32 * 1024;

  /** Objects and lists in each other, the data themselves included. */
  public static final int DEEPEST = 4;

  /** In all objects together. */
  public static final int MOST_NAMES = 200;

  private static final String DATA = "data";
  private static final int LONGEST_ADDRESS = 2_048;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?[0-9]{1,100}(?:\\.[0-9]{1,100})?(?:[eE][+-]?[0-9]{1,3})?");

  public EventData {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    problems = List.copyOf(problems);
  }

  /** Nothing of the values. */
  @Override
  public String toString() {
    return "EventData" + values.keySet();
  }

  /**
   * Looks at data.
   *
   * @param type whose variables are declared
   * @param data an object
   */
  public static EventData read(EventType type, JsonNode data) {
    List<FieldProblem> problems = new ArrayList<>();
    boundsProblem(data).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      return new EventData(Map.of(), problems);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Values.of(data)
        .forEach(
            (name, value) -> {
              if (value != null) {
                values.put(name, value);
              }
            });
    type.variables().forEach((name, variable) -> read(name, variable, values, problems));
    return new EventData(values, problems);
  }

  private static Optional<FieldProblem> boundsProblem(JsonNode data) {
    if (!data.isObject()) {
      return Optional.of(new FieldProblem(DATA, "field.dataNoObject"));
    }
    if (JsonDepth.isBeyond(data, DEEPEST)) {
      return Optional.of(new FieldProblem(DATA, "field.dataTooDeep", DEEPEST));
    }
    if (data.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of(new FieldProblem(DATA, "field.dataTooLarge", MOST_BYTES));
    }
    List<String> names = new ArrayList<>();
    collectNames(data, names);
    if (names.size() > MOST_NAMES) {
      return Optional.of(new FieldProblem(DATA, "field.dataTooMany", MOST_NAMES));
    }
    return names.stream().allMatch(name -> NAME.matcher(name).matches())
        ? Optional.empty()
        : Optional.of(new FieldProblem(DATA, "field.dataName"));
  }

  private static void collectNames(JsonNode node, List<String> names) {
    node.fieldNames().forEachRemaining(names::add);
    for (JsonNode child : node) {
      collectNames(child, names);
    }
  }

  private static void read(
      String name, Variable variable, Map<String, Object> values, List<FieldProblem> problems) {
    Object written = values.get(name);
    String field = DATA + "." + name;
    if (written == null) {
      if (variable.required()) {
        problems.add(new FieldProblem(field, "field.required"));
      }
      return;
    }
    Integer longest = variable.maxLength();
    Object value = value(variable.type(), written);
    if (value == null) {
      String type = variable.type().name().toLowerCase(Locale.ROOT);
      problems.add(new FieldProblem(field, "field.dataType", type));
    } else if (longest != null && TextCut.length(String.valueOf(written)) > longest) {
      problems.add(new FieldProblem(field, "field.tooLong", longest));
    } else {
      values.put(name, value);
    }
  }

  /** Null: it is not of the type. */
  private static @Nullable Object value(Variable.Type type, Object written) {
    return switch (type) {
      case STRING -> written instanceof String ? written : null;
      case INTEGER -> integer(written);
      case DECIMAL -> decimal(written);
      case BOOLEAN -> truth(written);
      case INSTANT -> written instanceof String text ? instant(text) : null;
      case URI -> written instanceof String text && isAddress(text) ? text : null;
      case LIST -> written instanceof List ? written : null;
      case OBJECT -> written instanceof Map ? written : null;
    };
  }

  private static @Nullable Object integer(Object written) {
    if (written instanceof Integer || written instanceof Long || written instanceof BigInteger) {
      return written;
    }
    return written instanceof String text && INTEGER.matcher(text).matches()
        ? new BigInteger(text)
        : null;
  }

  /** As it was written, with all its digits. */
  private static @Nullable Object decimal(Object written) {
    if (written instanceof Number) {
      return written;
    }
    return written instanceof String text && DECIMAL.matcher(text).matches()
        ? new BigDecimal(text)
        : null;
  }

  private static @Nullable Object truth(Object written) {
    return written instanceof Boolean
        ? written
        : switch (String.valueOf(written)) {
          case "true" -> true;
          case "false" -> false;
          default -> null;
        };
  }

  private static @Nullable Instant instant(String text) {
    return IsoInstant.parse(text.strip()).orElse(null);
  }

  /** Of the web, by https, or a mailbox. */
  private static boolean isAddress(String text) {
    try {
      URI address = new URI(text);
      boolean isOfTheWeb =
          "https".equalsIgnoreCase(address.getScheme())
              && address.getHost() != null
              && address.getUserInfo() == null;
      return text.length() <= LONGEST_ADDRESS
          && (isOfTheWeb || "mailto".equalsIgnoreCase(address.getScheme()));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
