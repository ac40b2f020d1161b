package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The dashboard of the server, with a worker of each queue at work. */
class DashboardIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final HttpClient http = HttpClient.newHttpClient();
  private static RunningServer server;
  private static ConfigurableApplicationContext emailWorker;
  private static ConfigurableApplicationContext messagingWorker;
  private static Deliveries deliveries;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    emailWorker = TestWorker.start(server.database, Queue.EMAIL);
    messagingWorker = TestWorker.start(server.database, Queue.MESSAGING);
    deliveries = server.bean(Deliveries.class);
  }

  @AfterAll
  static void stop() {
    emailWorker.close();
    messagingWorker.close();
    server.close();
  }

  @Test
  void showsTheJobsOfBothQueuesWithChannelAndCorrelationId() throws Exception {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    deliveries.schedule(anEmail().withCorrelationId("mail-7").dueAt(tomorrow).build());
    deliveries.schedule(aTelegramMessage().withCorrelationId("chat-7").dueAt(tomorrow).build());

    JsonNode jobs = dashboard("GET", "/api/jobs?state=SCHEDULED&offset=0&limit=50");

    assertThat(jobs.path("items").findValuesAsText("jobName"))
        .contains("EMAIL mail-7", "TELEGRAM chat-7");
  }

  @Test
  void showsTheWorkersAsServers() {
    await()
        .untilAsserted(
            () ->
                assertThat(dashboard("GET", "/api/servers").findValuesAsText("name"))
                    .anyMatch(name -> name.startsWith("email-worker@"))
                    .anyMatch(name -> name.startsWith("messaging-worker@")));
  }

  @Test
  void requeueTriesAFailedDeliveryAgain() throws Exception {
    ScriptedSender sender = emailWorker.getBean(ScriptedSender.class);
    sender.willAnswer(new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 no"));
    DeliveryId id = deliveries.schedule(anEmail().withCorrelationId("requeued").build());
    awaitStatus(id, DeliveryStatus.FAILED);
    await().until(() -> dashboard("GET", "/api/jobs/" + id).toString().contains("FAILED"));

    dashboard("POST", "/api/jobs/" + id + "/requeue");

    awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(deliveries.find(id).orElseThrow().attempts()).hasSize(2);
  }

  @Test
  void requeueSendsAnExpiredDeliveryAllTheSame() throws Exception {
    DeliveryId id =
        deliveries.schedule(anEmail().expiringAt(Instant.parse("2026-01-02T00:00:00Z")).build());
    awaitStatus(id, DeliveryStatus.EXPIRED);
    await().until(() -> jobState(id).equals("FAILED"));

    dashboard("POST", "/api/jobs/" + id + "/requeue");

    awaitStatus(id, DeliveryStatus.DELIVERED);
  }

  @Test
  void requeueOfADeliveredDeliverySendsNothing() throws Exception {
    DeliveryId id = deliveries.schedule(anEmail().withCorrelationId("once-only").build());
    awaitStatus(id, DeliveryStatus.DELIVERED);
    await().until(() -> jobState(id).equals("SUCCEEDED"));

    dashboard("POST", "/api/jobs/" + id + "/requeue");

    await().until(() -> jobState(id).equals("SUCCEEDED"));
    assertThat(deliveries.find(id).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void deleteCancelsADelivery() throws Exception {
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    DeliveryId id = deliveries.schedule(anEmail().dueAt(tomorrow).build());

    dashboard("DELETE", "/api/jobs/" + id);

    assertThat(deliveries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.CANCELLED);
  }

  @Test
  void deleteIsRefusedWhileADeliveryIsBeingSent() throws Exception {
    CountDownLatch peerAnswers = new CountDownLatch(1);
    ScriptedSender sender = emailWorker.getBean(ScriptedSender.class);
    sender.willDo(
        delivery -> {
          awaitLatch(peerAnswers);
          return new Outcome.Delivered("peer", null);
        });
    DeliveryId id = deliveries.schedule(anEmail().withCorrelationId("too-late").build());
    awaitStatus(id, DeliveryStatus.SENDING);

    assertThat(call("DELETE", "/api/jobs/" + id).statusCode()).isGreaterThanOrEqualTo(400);

    assertThat(jobState(id)).isEqualTo("PROCESSING");
    peerAnswers.countDown();
    awaitStatus(id, DeliveryStatus.DELIVERED);
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    for (String path : new String[] {"/dashboard", "/api/jobs", "/sse/jobstats"}) {
      HttpResponse<String> response =
          http.send(HttpRequest.newBuilder(dashboardUri(path)).build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).as(path).isEqualTo(401);
    }
  }

  private static void awaitStatus(DeliveryId id, DeliveryStatus status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow().status() == status);
  }

  private static String jobState(DeliveryId id) {
    return server
        .database
        .jdbc()
        .sql("SELECT state FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .single();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode dashboard(String method, String path) throws Exception {
    HttpResponse<String> response = call(method, path);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
  }

  private static HttpResponse<String> call(String method, String path) throws Exception {
    String login = "admin:" + RunningServer.DASHBOARD_PASSWORD;
    return http.send(
        HttpRequest.newBuilder(dashboardUri(path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static URI dashboardUri(String path) {
    return URI.create("http://localhost:" + server.dashboardPort + path);
  }
}
