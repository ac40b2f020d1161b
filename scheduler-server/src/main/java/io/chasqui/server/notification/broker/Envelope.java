package io.chasqui.server.notification.broker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message, and the message that lies in it where MassTransit sent it.
 *
 * @param body all of it
 * @param message what its sender wrote: the body, or what the body carries
 * @param isOpened whether it is what the body carries
 */
record Envelope(JsonNode body, JsonNode message, boolean isOpened) {

  private static final String CARRIED = "message";
  private static final String TYPES = "messageType";
  private static final List<String> NAMES = List.of("evento", "event", "type");

  static Envelope of(JsonNode body) {
    JsonNode carried = FieldsByName.field(body, CARRIED);
    boolean isOfMassTransit =
        carried.isObject() && !FieldsByName.field(body, TYPES).isMissingNode();
    return new Envelope(body, isOfMassTransit ? carried : body, isOfMassTransit);
  }

  /** What the body says that it is; null: nothing. */
  @Nullable String event() {
    String named = text(FieldsByName.first(message, NAMES));
    if (named != null || !isOpened) {
      return named;
    }
    JsonNode types = FieldsByName.field(body, TYPES);
    return text(types.isArray() ? types.path(0) : types);
  }

  /**
   * What the body says that it is known by; null: nothing. A MassTransit message may have an id of
   * what it is about, which is the same in its next message too.
   */
  @Nullable String id() {
    return isOpened
        ? text(FieldsByName.field(body, "messageId"))
        : text(FieldsByName.field(body, "id"));
  }

  /** MassTransit's own; null: none. */
  @Nullable String correlationId() {
    return isOpened ? text(FieldsByName.field(body, "correlationId")) : null;
  }

  /** Null: it is neither a text nor a number, or blank. */
  static @Nullable String text(JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      return null;
    }
    String text = value.asText().strip();
    return text.isEmpty() ? null : text;
  }
}
