package io.chasqui.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chasqui.platform.Digests;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** JSON in one form: names in their order, numbers without needless digits, no blanks. */
final class CanonicalJson {

  private CanonicalJson() {}

  /** The SHA-256 of a value in that form: the same for whatever means the same. */
  static String sha256(JsonNode value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return Digests.sha256Hex(text.toString());
  }

  private static void write(JsonNode value, StringBuilder text) {
    if (value.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      text.append('{');
      fields.forEach(
          (name, field) -> {
            text.append(TextNode.valueOf(name)).append(':');
            write(field, text);
            text.append(',');
          });
      text.append('}');
    } else if (value.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      value.forEach(elements::add);
      text.append('[');
      elements.forEach(
          element -> {
            write(element, text);
            text.append(',');
          });
      text.append(']');
    } else if (value.isNumber()) {
      text.append(plain(value.decimalValue()));
    } else {
      text.append(value);
    }
  }

  /** An exponent near the bound of an int cannot be made greater. */
  private static BigDecimal plain(BigDecimal number) {
    return Math.abs((long) number.scale()) > 10_000 ? number : number.stripTrailingZeros();
  }
}
