package io.chasqui.server.api.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Says how long what a caller writes may be; both count Unicode code points. A bean of the feature
 * whose request it is.
 *
 * @param request the simple name of its record
 * @param most by field
 */
public record FieldLengths(String request, Map<String, Integer> most) implements OpenApiCustomizer {

  public FieldLengths {
    most = Map.copyOf(most);
  }

  @Override
  public void customise(OpenAPI api) {
    Schema<?> schema =
        Objects.requireNonNull(api.getComponents().getSchemas().get(request), request);
    most.forEach(
        (field, length) -> {
          Object property = Objects.requireNonNull(schema.getProperties().get(field), field);
          ((Schema<?>) property).setMaxLength(length);
        });
  }
}
