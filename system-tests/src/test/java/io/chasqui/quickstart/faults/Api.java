package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The server's HTTP API. */
final class Api {

  private static final ObjectMapper json = new ObjectMapper();

  private final URI server;
  private final String key;

  Api(URI server, String key) {
    this.server = server;
    this.key = key;
  }

  void putReport(String correlationId, byte[] pdf) throws IOException, InterruptedException {
    send(
        "PUT", "/api/reports/" + correlationId, "application/pdf", BodyPublishers.ofByteArray(pdf));
  }

  /** Schedules requests of one channel. */
  List<Accepted> schedule(List<Request> requests) throws IOException, InterruptedException {
    ArrayNode body = json.createArrayNode();
    requests.forEach(request -> body.add(request.json()));
    String answer =
        send(
            "POST",
            requests.get(0).channel().path,
            "application/json",
            BodyPublishers.ofString(body.toString()));
    List<Accepted> accepted = new ArrayList<>();
    for (String line : answer.lines().toList()) {
      JsonNode item = json.readTree(line);
      assertThat(item.path("status").asText()).as(line).isEqualTo("Scheduled");
      accepted.add(
          new Accepted(
              item.path("jobId").asText(),
              requests.get(item.path("index").asInt()),
              Instant.parse(item.path("scheduledTime").asText())));
    }
    assertThat(accepted).hasSameSizeAs(requests);
    return accepted;
  }

  /** Puts something of a recipient into the directory. */
  void put(String path, ObjectNode body) throws IOException, InterruptedException {
    send("PUT", path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  /** Adds something to a recipient. */
  void post(String path, ObjectNode body) throws IOException, InterruptedException {
    send("POST", path, "application/json", BodyPublishers.ofString(body.toString()));
  }

  /** As the journal has it. */
  JsonNode delivery(String id) throws IOException, InterruptedException {
    return json.readTree(send("GET", "/api/deliveries/" + id, "", BodyPublishers.noBody()));
  }

  private String send(String method, String path, String contentType, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", "Bearer " + key)
            .method(method, body);
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    // A kept connection may be closed by the server in the moment when it is used again.
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }
}
