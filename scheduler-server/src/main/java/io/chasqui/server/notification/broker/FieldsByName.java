package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** Finds fields of a message by their names in camelCase, which it may have in PascalCase. */
final class FieldsByName {

  private FieldsByName() {}

  /** The first of these fields that there is and that is not null; else what is missing. */
  static JsonNode first(JsonNode object, List<String> names) {
    for (String name : names) {
      JsonNode value = field(object, name);
      if (!value.isMissingNode() && !value.isNull()) {
        return value;
      }
    }
    return MissingNode.getInstance();
  }

  /** What lies at a pointer, each of whose names may be in PascalCase there. */
  static JsonNode at(JsonNode tree, String pointer) {
    JsonNode place = tree;
    for (JsonPointer rest = JsonPointer.compile(pointer); !rest.matches(); rest = rest.tail()) {
      place =
          place.isArray()
              ? place.path(rest.getMatchingIndex())
              : field(place, rest.getMatchingProperty());
    }
    return place;
  }

  static JsonNode field(JsonNode object, String name) {
    JsonNode exact = object.path(name);
    return exact.isMissingNode() ? object.path(capitalized(name)) : exact;
  }

  static String capitalized(String name) {
    return name.isEmpty() ? name : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
