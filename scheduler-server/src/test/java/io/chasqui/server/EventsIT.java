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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From a request to its events in a real Kafka, through the real server. */
class EventsIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final TestKafka kafka = TestKafka.running();
  private static final String TOPIC = "topic-" + UUID.randomUUID();
  private static final String IN = "in-" + UUID.randomUUID();
  private static final String OUT = "out-" + UUID.randomUUID();

  private static ChasquiServer server;

  @BeforeAll
  static void start() {
    String settings = "--chasqui.events.kafka.";
    List<String> all = new ArrayList<>(settingsOfThePage());
    all.add(settings + "topic=" + TOPIC);
    all.add(settings + "notification-topic=" + OUT);
    all.add("--chasqui.notifications.consumers=kafka");
    all.add("--chasqui.notifications.kafka.topics=" + IN);
    all.add("--chasqui.notifications.kafka.group=" + IN);
    // The topic is made by its first message, while somebody waits for it.
    all.add("--chasqui.notifications.kafka.properties.metadata.max.age.ms=500");
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

  @Test
  void anEventOfAnotherSystemBecomesANotificationThatOthersAreToldOf() {
    String message = "{\"usuarioId\": \"%s\", \"pagoId\": 7}".formatted(UUID.randomUUID());
    tell("event-1", message);
    tell("event-1", message);
    tell("event-2", "no json");

    await().atMost(Duration.ofSeconds(40)).until(() -> kafka.read(OUT).size() == 2);

    List<ConsumerRecord<String, byte[]>> told = kafka.read(OUT);
    JsonNode created = read(told.get(0).value());
    JsonNode failed = read(told.get(1).value());
    assertThat(created.path("canal").isNull()).isTrue();
    assertThat(failed.path("motivo").asText()).isEqualTo("UNKNOWN_RECIPIENT");
    assertThat(failed.path("notificacionId")).isEqualTo(created.path("notificacionId"));
    assertThat(told).allMatch(it -> it.key().equals(created.path("notificacionId").asText()));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(server.get("/api/notificaciones/descartadas").body())
                    .contains("\"total\":1", "\"motivos\":{\"NO_JSON\":1}"));
    assertThat(requeue("{\"simulacro\": true}")).isEqualTo("{\"movidas\":1,\"simulacro\":true}");
    assertThat(requeue("{\"limite\": 10}")).isEqualTo("{\"movidas\":1,\"simulacro\":false}");
    assertThat(server.count("notification")).isEqualTo(1);
    assertThat(server.count("audit_entry WHERE act = 'dead-letters.requeued'")).isEqualTo(1);
  }

  private static String requeue(String body) {
    return server.post("/api/notificaciones/descartadas/reencolar", body).body();
  }

  private static void tell(String id, String message) {
    ProducerRecord<String, String> record = new ProducerRecord<>(IN, message);
    record.headers().add("event-id", id.getBytes(StandardCharsets.UTF_8));
    record.headers().add("event-type", "PagoConfirmado".getBytes(StandardCharsets.UTF_8));
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Producer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(record);
    }
  }

  private static Set<String> metricsOfThePage() {
    Set<String> names =
        Pattern.compile("chasqui_events_[a-z_]+")
            .matcher(Repository.text("docs/observability.md"))
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.equals("chasqui_events_consumed_total"))
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
