package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Names in PascalCase as the same sender writes them in camelCase. */
final class CamelCase {

  private CamelCase() {}

  /** Whether an object is written in PascalCase: each of its names begins with a capital. */
  static boolean isPascal(JsonNode object) {
    if (object.isEmpty()) {
      return false;
    }
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The same tree with its names in camelCase.
   *
   * @param asTheyAre names that are declared so
   */
  static JsonNode named(JsonNode tree, Set<String> asTheyAre) {
    if (tree.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : tree.properties()) {
        String name = asTheyAre.contains(field.getKey()) ? field.getKey() : of(field.getKey());
        object.set(name, named(field.getValue(), Set.of()));
      }
      return object;
    }
    if (tree.isArray()) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode(tree.size());
      tree.forEach(child -> list.add(named(child, Set.of())));
      return list;
    }
    return tree;
  }

  /** As .NET does it: {@code ID} becomes {@code id}, {@code URLPago} becomes {@code urlPago}. */
  static String of(String name) {
    char[] letters = name.toCharArray();
    for (int i = 0; i < letters.length && Character.isUpperCase(letters[i]); i++) {
      boolean beginsAWord =
          i > 0 && i + 1 < letters.length && !Character.isUpperCase(letters[i + 1]);
      if (beginsAWord) {
        break;
      }
      letters[i] = Character.toLowerCase(letters[i]);
    }
    return new String(letters);
  }
}
