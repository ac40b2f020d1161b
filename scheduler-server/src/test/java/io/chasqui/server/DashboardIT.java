package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestJobs;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jobrunr.dashboard.JobRunrDashboardWebServer;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ConfigurableApplicationContext;

/** The dashboard of the server, with a worker of each queue at work. */
class DashboardIT {

  private static final ObjectMapper json = new ObjectMapper();
  private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));
  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static ConfigurableApplicationContext emailWorker;
  private static ConfigurableApplicationContext messagingWorker;
  private static Deliveries deliveries;
  private static Browser operator;

  @BeforeAll
  static void start() {
    emailWorker = TestWorker.start(server.database, Queue.EMAIL);
    messagingWorker = TestWorker.start(server.database, Queue.MESSAGING);
    deliveries = server.bean(Deliveries.class);
    operator = Browser.of(server, "operator");
  }

  @AfterAll
  static void stop() {
    emailWorker.close();
    messagingWorker.close();
  }

  @Test
  void showsTheJobsOfBothQueuesWithChannelAndCorrelationId() throws Exception {
    deliveries.schedule(anEmail().withCorrelationId("mail-7").dueAt(TOMORROW).build());
    deliveries.schedule(aTelegramMessage().withCorrelationId("chat-7").dueAt(TOMORROW).build());

    JsonNode jobs = dashboard("GET", "/api/jobs?state=SCHEDULED&offset=0&limit=50");

    assertThat(jobs.path("items").findValuesAsText("jobName"))
        .contains("EMAIL mail-7", "TELEGRAM chat-7");
  }

  /** A newer version stored it: it is shown and can be deleted, and nothing warns of it. */
  @Test
  void showsJobsOfContractsThatOnlyANewerVersionKnows() {
    DeliveryId delivery = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    String chunk = UUID.randomUUID().toString();
    server
        .database
        .jdbc()
        .sql(
            """
            UPDATE jobrunr_jobs SET
              jobsignature = 'io.chasqui.contract.job.PagerJobs.deliver(java.util.UUID)',
              jobasjson = replace(replace(jobasjson, 'EmailJobs', 'PagerJobs'),
                '"id":"' || :id || '"', '"id":"' || :chunk || '"'),
              id = :chunk
            WHERE id = :id
            """)
        .param("id", delivery.toString())
        .param("chunk", chunk)
        .update();

    JsonNode jobs = dashboard("GET", "/api/jobs?state=SCHEDULED&offset=0&limit=200");
    Set<String> missing =
        server.bean(StorageProvider.class).getDistinctJobSignatures(StateName.SCHEDULED);
    dashboard("DELETE", "/api/jobs/" + chunk);

    assertThat(jobs.path("items").findValuesAsText("jobSignature"))
        .contains("io.chasqui.contract.job.PagerJobs.deliver(java.util.UUID)");
    assertThat(missing).isEmpty();
    assertThat(dashboard("GET", "/api/jobs/" + chunk).toString()).contains("DELETED");
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
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());

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

    // Without a row at first, and with one after a second.
    assertRefused(call("DELETE", "/api/jobs/" + id), 409, "state-conflict");
    await().until(() -> call("GET", "/api/jobs/" + id).statusCode() == 200);
    assertThat(jobState(id)).isEqualTo("PROCESSING");
    assertRefused(call("DELETE", "/api/jobs/" + id), 409, "state-conflict");
    peerAnswers.countDown();
    awaitStatus(id, DeliveryStatus.DELIVERED);
  }

  @Test
  void requeueIsRefusedWhereTheJobsStateDoesNotAllowIt() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    dashboard("POST", "/api/jobs/" + id + "/requeue");

    HttpResponse<String> again = call("POST", "/api/jobs/" + id + "/requeue");

    assertRefused(again, 409, "job-conflict");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/jobs/0198f2f0-0000-7000-8000-000000000000, 404",
    "POST, /api/jobs/0198f2f0-0000-7000-8000-000000000000/requeue, 404",
    "DELETE, /api/jobs/0198f2f0-0000-7000-8000-000000000000, 404",
    "GET, /api/jobs/no-uuid, 400",
    "POST, /api/jobs/no-uuid/requeue, 400",
    "DELETE, /api/jobs/no-uuid, 400",
    "GET, /api/jobs/:id, 400",
    "GET, /api/jobs?state=NOWHERE, 400",
    "GET, /api/jobs?offset=x, 400",
    "GET, /api/jobs?offset=-1, 400",
    "GET, /api/jobs?limit=0, 400",
    "GET, /api/jobs?limit=1000000, 400",
    "GET, /api/jobs?order=jobAsJson:ASC, 400",
    "GET, /api/jobs?order=updatedAt:SIDEWAYS, 400",
    "GET, /api/jobs?state, 400",
    "GET, /api/recurring-jobs?limit=-1, 400",
    "POST, /api/recurring-jobs/none/trigger, 404",
    "DELETE, /api/recurring-jobs/none, 404",
    "DELETE, /api/problems/none, 400",
    "GET, /api/metadata/none/none, 404",
    "GET, /api/nothing, 404",
    "GET, /api, 404",
    "POST, /api/jobs, 404",
    "PUT, /api/jobs, 405",
    "GET, /sse/nothing, 404",
    "GET, /sse/jobs/no-uuid, 400",
    "GET, /nothing, 404",
    "GET, /static/nothing.js, 404"
  })
  void answersWithoutAStackTrace(String method, String path, int status) {
    HttpResponse<String> response = call(method, path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertTellsNothingOfTheInside(response);
  }

  @Test
  void aJobThatCannotBeReadIsAFaultWithoutAStackTrace() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(TOMORROW).build());
    TestJobs jobs = new TestJobs(server.database);
    jobs.change(id, "jobasjson = '{\"broken'");

    HttpResponse<String> response = call("GET", "/api/jobs/" + id);

    assertRefused(response, 500, "internal-error");
    jobs.remove(id);
  }

  @Test
  void hasNoWebServerOfItsOwn() {
    assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
        .isThrownBy(() -> server.bean(JobRunrDashboardWebServer.class));
  }

  @Test
  void isNotPartOfTheDocumentedApi() {
    assertThat(server.get("/v3/api-docs").body()).doesNotContain("dashboard");
  }

  private static void awaitStatus(DeliveryId id, DeliveryStatus status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> deliveries.find(id).orElseThrow().status() == status);
  }

  private static String jobState(DeliveryId id) {
    return new TestJobs(server.database).state(id);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode dashboard(String method, String path) {
    HttpResponse<String> response = call(method, path);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    assertThat(response.headers().map()).doesNotContainKey("access-control-allow-methods");
    try {
      return response.body().isEmpty() ? json.nullNode() : json.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> call(String method, String path) {
    return operator.act(method, "/dashboard" + path);
  }

  private static void assertRefused(HttpResponse<String> response, int status, String type) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("urn:chasqui:problem:" + type);
    assertTellsNothingOfTheInside(response);
  }

  private static void assertTellsNothingOfTheInside(HttpResponse<String> response) {
    assertThat(response.body())
        .doesNotContain("Exception", "at org.", "at java", "\tat ", "jobrunr");
  }
}
