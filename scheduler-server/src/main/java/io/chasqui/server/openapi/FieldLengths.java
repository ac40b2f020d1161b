package io.chasqui.server.openapi;

import io.chasqui.server.schedule.FieldLimits;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;

/** Says how long what a caller writes may be; both count Unicode code points. */
final class FieldLengths implements OpenApiCustomizer {

  private static final Map<String, Integer> OF_REQUESTS =
      Map.of(
          "correlationId", FieldLimits.CORRELATION_ID,
          "message", FieldLimits.MESSAGE,
          "attachmentName", FieldLimits.ATTACHMENT_NAME);

  private static final Map<String, Map<String, Integer>> BY_SCHEMA =
      Map.of(
          "ScheduleEmailRequest",
          Map.of("toEmail", FieldLimits.EMAIL_ADDRESS, "subject", FieldLimits.SUBJECT),
          "ScheduleMessagingRequest",
          Map.of(),
          "NotifyRequest",
          Map.of(
              "to", FieldLimits.EMAIL_ADDRESS,
              "subject", FieldLimits.SUBJECT,
              "body", FieldLimits.MESSAGE),
          "ContactRequest",
          Map.of(
              "name", FieldLimits.CONTACT_NAME,
              "email", FieldLimits.EMAIL_ADDRESS,
              "message", FieldLimits.CONTACT_MESSAGE));

  @Override
  public void customise(OpenAPI api) {
    BY_SCHEMA.forEach(
        (name, limits) -> {
          Schema<?> schema = Objects.requireNonNull(api.getComponents().getSchemas().get(name));
          if (name.startsWith("Schedule")) {
            OF_REQUESTS.forEach((field, most) -> limit(schema, field, most));
          }
          limits.forEach((field, most) -> limit(schema, field, most));
        });
  }

  private static void limit(Schema<?> schema, String field, int mostCharacters) {
    Objects.requireNonNull(schema.getProperties().get(field), field).setMaxLength(mostCharacters);
  }
}
