package io.chasqui.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schemas in docs/ say what the golden files of the events show. */
class EventSchemasTest {

  private static final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource({
    "delivery-event, DeliveryEvent",
    "alert-event, AlertEvent",
    "notificacion-creada, NotificacionCreada",
    "notificacion-entregada, NotificacionEntregada",
    "notificacion-fallida, NotificacionFallida",
    "notificacion-reintentada, NotificacionReintentada"
  })
  void theGoldenFileFollowsTheSchema(String schema, String golden) throws IOException {
    assertThat(schema(schema).validate(golden(golden))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "delivery-event, DeliveryEvent",
    "alert-event, AlertEvent",
    "notificacion-creada, NotificacionCreada",
    "notificacion-entregada, NotificacionEntregada",
    "notificacion-fallida, NotificacionFallida",
    "notificacion-reintentada, NotificacionReintentada"
  })
  void theSchemaKnowsEveryFieldAndDemandsAll(String schema, String golden) throws IOException {
    JsonNode known = schema(schema).getSchemaNode();

    List<String> fields = new ArrayList<>();
    golden(golden).fieldNames().forEachRemaining(fields::add);
    assertThat(known.get("properties").fieldNames()).toIterable().containsExactlyElementsOf(fields);
    assertThat(known.get("required"))
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(fields);
  }

  @ParameterizedTest
  @CsvSource({
    "delivery-event, DeliveryEventType",
    "alert-event, AlertEventType",
  })
  void theSchemaListsEveryType(String schema, String golden) throws IOException {
    assertThat(schema(schema).getSchemaNode().at("/properties/type/enum"))
        .isEqualTo(golden(golden));
  }

  @Test
  void thePageShowsTheGoldenFile() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "events.md"));
    String shown =
        page.substring(
            page.indexOf("```json") + 7, page.indexOf("\n```\n", page.indexOf("```json")));

    assertThat(json.readTree(shown)).isEqualTo(golden("DeliveryEvent"));
  }

  @Test
  void aNewDeliveryWithoutATraceFollowsTheSchema() throws IOException {
    ObjectNode event = (ObjectNode) golden("DeliveryEvent");
    Set.of("previousStatus", "code", "dueAt", "traceparent").forEach(event::putNull);

    assertThat(schema("delivery-event").validate(event)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eventId", "sequence", "type", "status", "occurredAt", "traceparent"})
  void theSchemaRefusesAnotherForm(String field) throws IOException {
    ObjectNode event = (ObjectNode) golden("DeliveryEvent");

    event.put(field, "something else");

    assertThat(schema("delivery-event").validate(event)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Creada", "Entregada", "Fallida", "Reintentada"})
  void aNotificationsEventHasNothingElse(String event) throws IOException {
    ObjectNode body = (ObjectNode) golden("Notificacion" + event);

    body.put("correo", "ana@example.com");

    assertThat(schema("notificacion-" + event.toLowerCase(Locale.ROOT)).validate(body)).hasSize(1);
  }

  private static JsonNode golden(String type) throws IOException {
    return json.readTree(EventSchemasTest.class.getResourceAsStream("/golden/" + type + ".json"));
  }

  private static JsonSchema schema(String name) throws IOException {
    String text = Files.readString(Path.of("..", "docs", name + ".schema.json"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text, config());
  }

  private static SchemaValidatorsConfig config() {
    return SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  }
}
