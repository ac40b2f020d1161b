package io.chasqui.server.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.server.template.engine.ExactJson;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The values that a template is rendered with. What is built in has its name whatever data say. */
record MessageValues(Occasion occasion, Whom whom) {

  /** Times by their clock and in their language. */
  Map<String, Object> forPeople() {
    Locale locale = Locale.forLanguageTag(whom.locale());
    DateTimeFormatter times =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(locale)
            .withZone(whom.zone());
    return values(at -> withPlainBlanks(times.format(at)));
  }

  /** With one of the others, as languages have them, an SMS has room for 70 characters, not 160. */
  private static String withPlainBlanks(String time) {
    return time.replace('\u00A0', ' ').replace('\u202F', ' ');
  }

  /** Times as ISO 8601 writes them. */
  Map<String, Object> forPrograms() {
    return values(Instant::toString);
  }

  private Map<String, Object> values(Function<Instant, String> times) {
    Map<String, Object> values = new HashMap<>(occasion.data().values());
    values.replaceAll((name, value) -> value instanceof Instant at ? times.apply(at) : value);
    values.put(EventNames.RECIPIENT, recipient());
    values.put(EventNames.NOTIFICATION_ID, occasion.id().toString());
    values.put(EventNames.EVENT, occasion.event());
    values.remove(EventNames.UNSUBSCRIBE_URL);
    return values;
  }

  /** With the place of the link to unsubscribe, which workers know everywhere but in a subject. */
  static Map<String, Object> withLink(Map<String, Object> values) {
    Map<String, Object> withLink = new HashMap<>(values);
    withLink.put(EventNames.UNSUBSCRIBE_URL, UnsubscribePlaceholder.TEXT);
    return withLink;
  }

  private Map<String, Object> recipient() {
    Map<String, Object> recipient = new HashMap<>();
    if (whom.name() != null) {
      recipient.put("name", whom.name());
    }
    recipient.put("locale", whom.locale());
    recipient.put("attributes", whom.attributes());
    return recipient;
  }

  /** What a webhook says of an event without any template. */
  JsonNode usualData() {
    Map<String, Object> data = new HashMap<>(occasion.data().values());
    data.replaceAll((name, value) -> value instanceof Instant at ? at.toString() : value);
    ObjectNode usual = JsonNodeFactory.instance.objectNode();
    usual.put("notificacionId", occasion.id().toString());
    usual.put(
        "destinatarioId",
        occasion.recipientId() == null ? null : occasion.recipientId().toString());
    usual.put("evento", occasion.event());
    usual.set("datos", ExactJson.MAPPER.valueToTree(data));
    return usual;
  }

  static ObjectNode object(String text) {
    try {
      return (ObjectNode) ExactJson.MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that was just written", e);
    }
  }
}
