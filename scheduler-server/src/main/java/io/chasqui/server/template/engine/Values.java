package io.chasqui.server.template.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of templates: maps, lists, texts, numbers, truths and nothing, and no other objects. */
public final class Values {

  /** Places behind or before the point that are written out. */
  private static final int MOST_PLACES = 400;

  private Values() {}

  /** The values of an object in JSON, in their order. */
  public static Map<String, Object> of(JsonNode object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object.properties().forEach(one -> values.put(one.getKey(), value(one.getValue())));
    return Collections.unmodifiableMap(values);
  }

  private static @Nullable Object value(JsonNode node) {
    if (node.isObject()) {
      return of(node);
    }
    if (node.isArray()) {
      List<@Nullable Object> elements = new ArrayList<>();
      node.forEach(element -> elements.add(value(element)));
      return Collections.unmodifiableList(elements);
    }
    if (node.isNumber()) {
      return node.numberValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNull() ? null : node.asText();
  }

  /** As it stands in a text: lists and objects as JSON writes them, numbers as people do. */
  static String text(Object value) {
    if (value instanceof Map || value instanceof List) {
      return ExactJson.MAPPER.valueToTree(value).toString();
    }
    if (value instanceof Double || value instanceof Float) {
      return text(new BigDecimal(String.valueOf(value)));
    }
    // 1.0E7 is no amount to anybody; one of a million places is none either.
    return value instanceof BigDecimal number && Math.abs(number.scale()) <= MOST_PLACES
        ? number.toPlainString()
        : String.valueOf(value);
  }

  /**
   * As it stands in JSON in place of a string that is its tag alone: a number, a truth or a list is
   * what it is. An object is a text, so that no value makes a field.
   */
  static JsonNode node(Object value) {
    return value instanceof Number || value instanceof Boolean || value instanceof List
        ? ExactJson.MAPPER.valueToTree(value)
        : JsonNodeFactory.instance.textNode(Escaping.JSON.apply(text(value)));
  }

  /** A value by its name, with points between the names of objects; null: it is not there. */
  static @Nullable Object find(Map<String, Object> values, String name) {
    Object found = values;
    for (String part : name.split("\\.")) {
      found = found instanceof Map<?, ?> map ? map.get(part) : null;
    }
    return found;
  }
}
