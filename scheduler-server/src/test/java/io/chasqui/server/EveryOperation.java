package io.chasqui.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An operation of the API with the example that its documentation has.
 *
 * @param type of the body, empty without one
 */
record EveryOperation(String method, String path, String type, String body) {

  private static final ObjectMapper json = new ObjectMapper();

  /**
   * All that the server documents.
   *
   * @param delivery the id that a path names
   */
  static List<EveryOperation> of(ChasquiServer server, String delivery) {
    List<EveryOperation> all = new ArrayList<>();
    JsonNode paths = parsed(server.get("/v3/api-docs").body()).path("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      String address =
          path.getKey()
              .replace("/keys/{id}", "/keys/000000000000")
              .replace("/{id}/diff", "/{id}/diff?with={id}")
              .replace("/event-types/{id}", "/event-types/PaymentConfirmed")
              .replace("{id}", delivery)
              .replace("{subscriptionId}", delivery)
              .replace("{correlationId}", "report-1");
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String method = operation.getKey().toUpperCase();
        JsonNode bodies = operation.getValue().path("requestBody").path("content");
        if (bodies.isEmpty()) {
          all.add(new EveryOperation(method, address, "", ""));
        }
        for (Map.Entry<String, JsonNode> body : bodies.properties()) {
          all.add(new EveryOperation(method, address, body.getKey(), example(body.getValue())));
        }
      }
    }
    return all;
  }

  HttpResponse<String> send(ChasquiServer server, String... headers) {
    var request = server.request(path, headers);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    return server.send(request.method(method, BodyPublishers.ofString(body)));
  }

  private static String example(JsonNode body) {
    JsonNode value = body.path("examples").path("example").path("value");
    if (value.isMissingNode()) {
      return "%PDF-1.4";
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  private static JsonNode parsed(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
