package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.ops.Repository;
import io.chasqui.testing.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a request to its events in a real Kafka, through the real server. */
class EventsIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final TestKafka kafka = TestKafka.running();
  private static final String TOPIC = "topic-" + UUID.randomUUID();

  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    String settings = "--chasqui.events.kafka.";
    List<String> all = new ArrayList<>(settingsOfThePage());
    all.add(settings + "topic=" + TOPIC);
    all.add(settings + "properties.max.block.ms=1000");
    all.add(settings + "properties.request.timeout.ms=1000");
    all.add(settings + "properties.delivery.timeout.ms=1500");
    server = ChasquiServer.start(all.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRequestAndADecisionBecomeEventsUnderTheCorrelationId() {
    String id = schedule("report-1");
    server.post("/api/deliveries/" + id + "/cancel", "");

    await().atMost(Duration.ofSeconds(20)).until(() -> eventsOf("report-1").size() == 2);

    List<JsonNode> events = eventsOf("report-1");
    assertThat(events)
        .extracting(event -> event.get("type").asText())
        .containsExactly("delivery.scheduled", "delivery.cancelled");
    assertThat(events).allMatch(event -> event.get("deliveryId").asText().equals(id));
    assertThat(events.toString()).doesNotContain("ivan", "example.com");
  }

  @Test
  void whileKafkaIsAwayRequestsAreTakenAndAllTheirEventsArriveAfterwards() {
    kafka.stop();
    try {
      schedule("report-2");
      schedule("report-3");
    } finally {
      kafka.startAgain();
    }

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> eventsOf("report-2").size() + eventsOf("report-3").size() == 2);
    assertThat(server.count("event_outbox")).isZero();
    assertThat(server.get("/actuator/prometheus").body())
        .contains(metricsOfThePage().stream().map(name -> name + "{publisher=\"kafka\"}").toList());
  }

  private static Set<String> metricsOfThePage() {
    Set<String> names =
        Pattern.compile("chasqui_events_[a-z_]+")
            .matcher(Repository.text("docs/observability.md"))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(names).hasSize(5);
    return names;
  }

  /** The first example of docs/events.md, with the address of this Kafka. */
  private static List<String> settingsOfThePage() {
    String page = Repository.text("docs/events.md");
    int begin = page.indexOf("```\n") + 4;
    return page.substring(begin, page.indexOf("```", begin))
        .lines()
        .map(line -> line.replace("kafka:9092", kafka.bootstrapServers()))
        .map(line -> line.split("=", 2))
        .map(line -> "--" + line[0].toLowerCase(Locale.ROOT).replace('_', '.') + "=" + line[1])
        .toList();
  }

  private static String schedule(String correlationId) {
    var answer =
        server.post(
            "/api/schedule-email",
            """
            {"correlationId": "%s", "toEmail": "ivan@example.com", "delay": "PT1H"}
            """
                .formatted(correlationId));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return read(answer.body().getBytes(StandardCharsets.UTF_8)).get("jobId").asText();
  }

  private static List<JsonNode> eventsOf(String correlationId) {
    return kafka.read(TOPIC).stream()
        .filter(record -> record.key().equals(correlationId))
        .map(ConsumerRecord::value)
        .map(EventsIT::read)
        .toList();
  }

  private static JsonNode read(byte[] text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
