package io.chasqui.server.api.language;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.chasqui.contract.delivery.Channel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers with the Spanish names of their fields, constants by theirs, and channels as
 * {@code Email}.
 */
final class SpanishWriter {

  private final ObjectMapper spanish;

  SpanishWriter(ObjectMapper english) {
    this.spanish = english.copy().registerModule(new SimpleModule().addSerializer(new Canal()));
    spanish.setAnnotationIntrospector(
        AnnotationIntrospector.pair(
            new FirstAlias(), english.getSerializationConfig().getAnnotationIntrospector()));
  }

  JsonNode write(Object answer) {
    return spanish.valueToTree(answer);
  }

  private static final class FirstAlias extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated field) {
      JsonAlias alias = field.getAnnotation(JsonAlias.class);
      return alias == null ? null : PropertyName.construct(alias.value()[0]);
    }

    /** Of constants likewise: {@code Pendiente}. */
    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] names) {
      Map<String, String> spanish = new HashMap<>();
      for (AnnotatedField field : type.fields()) {
        JsonAlias alias = field.getAnnotation(JsonAlias.class);
        if (alias != null) {
          spanish.put(field.getName(), alias.value()[0]);
        }
      }
      for (int i = 0; i < constants.length; i++) {
        names[i] = spanish.getOrDefault(constants[i].name(), names[i]);
      }
      return names;
    }
  }

  private static final class Canal extends StdSerializer<Channel> {

    private static final long serialVersionUID = 1L;

    Canal() {
      super(Channel.class);
    }

    @Override
    public void serialize(Channel channel, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      String name = channel.name();
      json.writeString(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
    }
  }
}
