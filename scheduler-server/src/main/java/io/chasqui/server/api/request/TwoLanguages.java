package io.chasqui.server.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body whose fields have names in two languages, by {@code @JsonAlias}, also in the objects
 * in it. A field may stand there by several names if it says the same by each.
 */
final class TwoLanguages {

  /** Numbers as they were written: 12.50 is not 12.5. */
  private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

  /** What is known of an object; null: nothing, its names stay as they are. */
  private record Shape(
      Map<String, String> names, Map<String, @Nullable Shape> inner, boolean isMap) {

    @Nullable Shape of(String field) {
      return isMap ? inner.get("") : inner.get(field);
    }
  }

  private final FieldNames problems;

  private TwoLanguages(FieldNames problems) {
    this.problems = problems;
  }

  /** Whether a record has fields of two names. */
  static boolean has(JavaType request, DeserializationConfig config) {
    return config.introspect(request).findProperties().stream()
        .anyMatch(field -> field.findAliases().iterator().hasNext());
  }

  /**
   * The object that begins here, with our names of fields.
   *
   * @param problems gets what is wrong with its names
   */
  static ObjectNode read(
      JsonParser parser, JavaType request, DeserializationConfig config, FieldNames problems)
      throws IOException {
    return new TwoLanguages(problems).whole(parser, shape(request, config));
  }

  private static @Nullable Shape shape(JavaType type, DeserializationConfig config) {
    if (type.isMapLikeType()) {
      Map<String, @Nullable Shape> values = new HashMap<>();
      values.put("", shape(type.getContentType(), config));
      return new Shape(Map.of(), values, true);
    }
    if (type.isCollectionLikeType()) {
      return shape(type.getContentType(), config);
    }
    if (!type.getRawClass().isRecord()) {
      return null;
    }
    Map<String, String> names = new HashMap<>();
    Map<String, @Nullable Shape> inner = new HashMap<>();
    for (BeanPropertyDefinition field : config.introspect(type).findProperties()) {
      names.put(form(field.getName()), field.getName());
      field.findAliases().forEach(one -> names.put(form(one.getSimpleName()), field.getName()));
      inner.put(field.getName(), shape(field.getPrimaryType(), config));
    }
    return new Shape(names, inner, false);
  }

  private static String form(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private ObjectNode whole(JsonParser parser, @Nullable Shape shape) throws IOException {
    return object(parser, shape, "", problems::meant);
  }

  private ObjectNode object(
      JsonParser parser,
      @Nullable Shape shape,
      String path,
      Function<String, Optional<String>> meant)
      throws IOException {
    ObjectNode object = NODES.objectNode();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Optional<String> field = meant.apply(name);
      parser.nextToken();
      if (field.isPresent()) {
        add(object, field.get(), path, parser, shape);
      } else {
        parser.skipChildren();
      }
    }
    return object;
  }

  private void add(
      ObjectNode object, String field, String path, JsonParser parser, @Nullable Shape shape)
      throws IOException {
    JsonNode value;
    try {
      value = value(parser, shape == null ? null : shape.of(field), path + field + ".");
    } catch (StreamConstraintsException e) {
      throw JsonMappingException.wrapWithPath(e, Written.class, field);
    }
    JsonNode before = object.get(field);
    if (before != null && !before.equals(value)) {
      problems.repeated(path + field);
    }
    object.set(field, value);
  }

  private JsonNode value(JsonParser parser, @Nullable Shape shape, String path) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(parser, shape, path, name -> Optional.of(ours(shape, name)));
    }
    if (token == JsonToken.START_ARRAY) {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(value(parser, shape, path));
      }
      return array;
    }
    return scalar(parser, token);
  }

  /** A name that is not known is left to whoever reads the object. */
  private static String ours(@Nullable Shape shape, String name) {
    return shape == null ? name : shape.names().getOrDefault(form(name), name);
  }

  private static JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      case VALUE_NULL -> NODES.nullNode();
      default -> NODES.textNode(parser.getText());
    };
  }
}
