package io.chasqui.quickstart.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.quickstart.Quickstart;
import io.chasqui.quickstart.process.ChildProcess;
import java.util.ArrayList;
import java.util.List;

/** The latest lines of all processes, as a collector of logs has them. */
final class JsonLogs {

  private static final ObjectMapper json = new ObjectMapper();

  private JsonLogs() {}

  /** Those that carry a correlation id, those of the server first. */
  static List<JsonNode> of(Quickstart quickstart, String correlationId) {
    List<ChildProcess> processes = new ArrayList<>(List.of(quickstart.server()));
    processes.addAll(quickstart.emailWorkers());
    processes.addAll(quickstart.messagingWorkers());
    return processes.stream()
        .flatMap(process -> process.recentLines().stream())
        .filter(line -> line.contains("\"" + correlationId + "\""))
        .map(JsonLogs::parsed)
        .filter(line -> line.path("correlationId").asText().equals(correlationId))
        .toList();
  }

  private static JsonNode parsed(String line) {
    try {
      return json.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }
}
