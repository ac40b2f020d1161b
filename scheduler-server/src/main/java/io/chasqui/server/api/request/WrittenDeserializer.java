package io.chasqui.server.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.chasqui.server.api.problem.NotAnObject;
import io.chasqui.server.api.request.FieldNames.Known;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the names of a body's fields before they are read. Jackson by itself ends at the first
 * one that is unknown, and takes the last of two that differ only in case.
 */
final class WrittenDeserializer extends JsonDeserializer<Written<?>>
    implements ContextualDeserializer {

  private final @Nullable JsonDeserializer<Object> fields;
  private final Known known;

  /** What is read, where its fields have names in two languages; null: they have not. */
  private final @Nullable JavaType inTwoLanguages;

  WrittenDeserializer() {
    this(null, Known.inAnyCase(Map.of()), null);
  }

  private WrittenDeserializer(
      @Nullable JsonDeserializer<Object> fields, Known known, @Nullable JavaType inTwoLanguages) {
    this.fields = fields;
    this.known = known;
    this.inTwoLanguages = inTwoLanguages;
  }

  @Override
  public JsonDeserializer<?> createContextual(
      DeserializationContext context, @Nullable BeanProperty property) throws JsonMappingException {
    JavaType request = context.getContextualType().containedType(0);
    JsonDeserializer<Object> reader = context.findContextualValueDeserializer(request, property);
    Map<String, String> names = new HashMap<>();
    reader.getKnownPropertyNames().forEach(name -> names.put((String) name, (String) name));
    names.putAll(otherNames(request, context));
    boolean hasTwo = TwoLanguages.has(request, context.getConfig());
    return new WrittenDeserializer(reader, Known.inAnyCase(names), hasTwo ? request : null);
  }

  /** Fields that have a name in another language too, by {@code @JsonAlias}. */
  private static Map<String, String> otherNames(JavaType request, DeserializationContext context) {
    Map<String, String> names = new HashMap<>();
    for (BeanPropertyDefinition field : context.getConfig().introspect(request).findProperties()) {
      field.findAliases().forEach(alias -> names.put(alias.getSimpleName(), field.getName()));
    }
    return names;
  }

  @Override
  public Written<?> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonDeserializer<Object> reader = Objects.requireNonNull(fields, "createContextual");
    if (!parser.hasToken(JsonToken.START_OBJECT)) {
      throw new NotAnObject(parser);
    }
    FieldNames names =
        new FieldNames(known, context.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES));
    if (inTwoLanguages != null) {
      JsonNode object = TwoLanguages.read(parser, inTwoLanguages, context.getConfig(), names);
      return read(object.traverse(parser.getCodec()), reader, context, names);
    }
    try (TokenBuffer object = known(parser, context, names)) {
      return read(object.asParser(), reader, context, names);
    }
  }

  private static Written<?> read(
      JsonParser object,
      JsonDeserializer<Object> reader,
      DeserializationContext context,
      FieldNames names)
      throws IOException {
    try (JsonParser again = object) {
      again.nextToken();
      return new Written<>(reader.deserialize(again, context), names.problems());
    }
  }

  /** Not null, for which a body that is missing would be taken. */
  @Override
  public Written<?> getNullValue(DeserializationContext context) throws JsonMappingException {
    throw new NotAnObject(context.getParser());
  }

  /** The same object with the fields that there are, under their own names. */
  private static TokenBuffer known(
      JsonParser parser, DeserializationContext context, FieldNames names) throws IOException {
    TokenBuffer object = context.bufferForInputBuffering(parser);
    object.writeStartObject();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Optional<String> field = names.take(name);
      parser.nextToken();
      if (field.isPresent()) {
        copy(field.get(), parser, object);
      } else {
        parser.skipChildren();
      }
    }
    object.writeEndObject();
    return object;
  }

  /** A number of too many digits and the like: whoever sent it shall learn in which field. */
  private static void copy(String field, JsonParser parser, TokenBuffer object) throws IOException {
    object.writeFieldName(field);
    try {
      object.copyCurrentStructure(parser);
    } catch (StreamConstraintsException e) {
      throw JsonMappingException.wrapWithPath(e, Written.class, field);
    }
  }
}
