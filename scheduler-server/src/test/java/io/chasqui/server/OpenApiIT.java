package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OpenApiIT {

  /** A dry run, or a recipient and a template. */
  private static final Set<String> NEED_OTHERS =
      Set.of("/api/deliveries/bulk", "/api/notifications", "/api/notificaciones");

  private static final ObjectMapper json = new ObjectMapper();
  @RegisterExtension static final ChasquiServer server = ChasquiServer.withContactForm();
  private static JsonNode document;

  @BeforeAll
  static void start() throws Exception {
    document = json.readTree(server.get("/v3/api-docs").body());
  }

  @Test
  void isTheOpenApi31DocumentOfTheGoldenFile() throws Exception {
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    new GoldenFile("openapi.json")
        .isEqualTo(json.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
  }

  @Test
  void everyBodyOfEveryOperationHasAnExample() {
    for (JsonNode operation : operations()) {
      String id = operation.path("operationId").asText();
      List<JsonNode> contents = new ArrayList<>();
      operation.path("requestBody").path("content").forEach(contents::add);
      operation
          .path("responses")
          .forEach(response -> response.path("content").forEach(contents::add));
      for (JsonNode content : contents) {
        boolean isBinary = content.path("schema").path("format").asText().equals("binary");
        assertThat(isBinary || content.has("examples") || content.has("example"))
            .as(id + " " + content)
            .isTrue();
      }
      assertThat(operation.path("summary").asText()).as(id).isNotBlank();
    }
  }

  /** Of all operations that name nothing in their path, and need nothing else before. */
  @Test
  void theExampleRequestsAreAccepted() {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      JsonNode bodies = path.getValue().path("post").at("/requestBody/content");
      for (Map.Entry<String, JsonNode> body : bodies.properties()) {
        JsonNode example = body.getValue().at("/examples/example/value");
        if (!path.getKey().contains("{") && !NEED_OTHERS.contains(path.getKey())) {
          HttpResponse<String> response =
              server.postAs(
                  body.getKey(),
                  path.getKey(),
                  example.isTextual() ? example.asText() : example.toString());

          assertThat(response.statusCode()).as(path + response.body()).isIn(200, 201);
        }
      }
    }
  }

  @Test
  void theExampleBatchesAreAcceptedItemByItem() {
    for (String path :
        new String[] {"/api/schedule-email/batch", "/api/schedule-messaging/batch"}) {
      JsonNode bodies = document.path("paths").path(path).at("/post/requestBody/content");
      for (String type : new String[] {"application/json", "application/x-ndjson"}) {
        JsonNode example = bodies.path(type).at("/examples/example/value");
        String body = example.isTextual() ? example.asText() : example.toString();

        assertThat(server.postAs(type, path, body).body().lines())
            .as(path + " as " + type)
            .hasSize(2)
            .allMatch(line -> line.contains("jobId"));
      }
    }
  }

  @Test
  void theExampleLinesHaveTheFieldsOfTheRealOnes() throws Exception {
    List<String> real =
        server
            .post(
                "/api/schedule-email/batch",
                "[{\"correlationId\": \"c\", \"toEmail\": \"a@b.example\"},"
                    + " {\"correlationId\": \"c\", \"toEmail\": \"nobody\"}]")
            .body()
            .lines()
            .toList();
    List<String> example =
        document
            .at(
                "/paths/~1api~1schedule-email~1batch/post/responses/200/content"
                    + "/application~1x-ndjson/examples/example/value")
            .asText()
            .lines()
            .toList();

    for (int i = 0; i < 2; i++) {
      assertThat(fields(json.readTree(example.get(i))))
          .isEqualTo(fields(json.readTree(real.get(i))));
    }
  }

  @Test
  void theExampleAnswersHaveTheFieldsOfTheRealOnes() throws Exception {
    JsonNode real =
        json.readTree(
            server
                .post(
                    "/api/schedule-email",
                    "{\"correlationId\": \"fields\", \"toEmail\": \"a@b.example\"}")
                .body());
    JsonNode example =
        document.at(
            "/paths/~1api~1schedule-email/post/responses/200/content/application~1json"
                + "/examples/example/value");
    JsonNode delivery =
        json.readTree(server.get("/api/deliveries/" + real.path("jobId").asText()).body());
    JsonNode deliveryExample =
        document.at(
            "/paths/~1api~1deliveries~1{id}/get/responses/200/content/application~1json"
                + "/examples/example/value");

    assertThat(fields(example)).isEqualTo(fields(real));
    assertThat(fields(deliveryExample)).isEqualTo(fields(delivery));
    assertThat(fields(deliveryExample.at("/attempts/0")))
        .isEqualTo(fields(document.at("/components/schemas/AttemptView/properties")));
  }

  @Test
  void swaggerUiIsAtDocs() {
    Browser browser = new Browser(server);
    browser.logIn("viewer");

    for (String path : new String[] {"/docs/", "/docs"}) {
      HttpResponse<String> page = browser.open(path);

      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.body()).contains("Swagger UI");
    }
  }

  private static List<String> fields(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.sort(null);
    return names;
  }

  private static List<JsonNode> operations() {
    List<JsonNode> operations = new ArrayList<>();
    for (Iterator<JsonNode> path = document.path("paths").elements(); path.hasNext(); ) {
      path.next().elements().forEachRemaining(operations::add);
    }
    return operations;
  }
}
