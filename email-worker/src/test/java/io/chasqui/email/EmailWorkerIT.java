package io.chasqui.email;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.link.LinkTokens;
import io.chasqui.delivery.link.UnsubscribePlaceholder;
import io.chasqui.email.smtp.ScriptedSmtpServer;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.TimeUuid;
import io.chasqui.testing.ManagementPort;
import io.chasqui.testing.SuppressedMeanwhile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole worker: PostgreSQL, JobRunr, storage and mail server are real. One for all tests. */
class EmailWorkerIT {

  /** The first wait is long enough for what is done after an attempt and before the next. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "chasqui.email.retry-schedule", "1s,50ms,50ms",
          "chasqui.public-url", "https://chasqui.example.com/desk",
          "chasqui.email.unknown-resend-after", "100ms");

  private static final ScriptedSmtpServer scripted = new ScriptedSmtpServer();
  private static TestEmailWorker worker;

  @BeforeAll
  static void start(@TempDir Path reports) {
    worker = TestEmailWorker.start(reports, scripted.port(), SETTINGS);
  }

  @AfterAll
  static void stop() {
    worker.close();
    scripted.close();
  }

  @BeforeEach
  void forgetTheLastTest() {
    scripted.reset();
  }

  @Test
  void triesAgainByTheScheduleAfterTemporaryFailures() throws Exception {
    scripted.once("RCPT", "450 4.2.1 later", "451 4.3.0 later");
    worker.store("report-1");
    DeliveryView delivery =
        worker.awaitStatus(worker.schedule("report-1"), DeliveryStatus.DELIVERED);
    assertThat(TestEmailWorker.outcomes(delivery))
        .containsExactly(
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.TEMPORARY_FAILURE,
            AttemptOutcome.DELIVERED);
    assertThat(scripted.messages()).hasSize(1);
  }

  @Test
  void givesUpWhenTheScheduleIsSpent() throws Exception {
    scripted.always("RCPT", "450 4.2.1 later");
    worker.store("report-1");
    DeliveryId id = worker.schedule("report-1");
    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.FAILED);
    assertThat(delivery.attempts()).hasSize(4);
    assertThat(delivery.failureCode()).isEqualTo("SEND_FAILED");
    assertThat(delivery.failureDetail()).isEqualTo("450 4.2.1 later");
  }

  @Test
  void failsAtOnceWhenTheRecipientIsUnknownAndSoDoesTheJob() throws Exception {
    scripted.always("RCPT", "550 5.1.1 <ivan@example.org> unknown");
    worker.store("report-1");
    DeliveryId id = worker.schedule("report-1");
    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.FAILED);
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(delivery.failureCode()).isEqualTo("RECIPIENT_REJECTED");
    assertThat(delivery.failureDetail()).doesNotContain("ivan@example.org");
    await().atMost(TestEmailWorker.SOON).until(() -> worker.jobState(id), "FAILED"::equals);
  }

  @Test
  void whatCanBeRefusedSaysByWhichLink() throws Exception {
    DeliveryId refusable = scheduledOfCategory("offers");
    scheduledOfCategory("security");
    scheduledOfCategory(null);
    String link = "https://chasqui.example.com/desk/u/" + token(refusable);

    await().atMost(TestEmailWorker.SOON).until(() -> scripted.messages().size() == 3);

    assertThat(scripted.messages())
        .filteredOn(mail -> mail.contains("List-Unsubscribe"))
        .singleElement(as(InstanceOfAssertFactories.STRING))
        .contains("Message-ID: <" + refusable)
        .contains("List-Unsubscribe: <" + link + ">")
        .contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  }

  @Test
  void whatATemplateSaysIsSentAsItIsWithTheLinkPutIn() {
    DeliveryId refusable = scheduledOfTemplate("offers");
    scheduledOfTemplate("security");
    String link = "https://chasqui.example.com/desk/u/" + token(refusable);

    await().atMost(TestEmailWorker.SOON).until(() -> scripted.messages().size() == 2);

    assertThat(scripted.messages())
        .allSatisfy(mail -> assertThat(mail).doesNotContain("chasqui.invalid"))
        .anySatisfy(
            mail ->
                assertThat(mail)
                    .contains("No more: " + link)
                    .contains("<p><a href=\"" + link + "\">No more</a></p>"))
        .anySatisfy(mail -> assertThat(mail).contains("<p><a href=\"\">No more</a></p>"));
  }

  private static DeliveryId scheduledOfTemplate(String category) {
    String html = "<p><a href=\"" + UnsubscribePlaceholder.TEXT + "\">No more</a></p>";
    return worker
        .deliveries()
        .schedule(
            DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
                .origin(Origin.TEST)
                .correlationId(new CorrelationId("offer"))
                .content(
                    new MessageContent(
                        TimeUuid.fresh(),
                        "Offer",
                        "No more: " + UnsubscribePlaceholder.TEXT,
                        html,
                        null,
                        null,
                        true))
                .category(category)
                .at(Instant.now())
                .build());
  }

  private static String token(DeliveryId id) {
    return worker.context.getBean(LinkTokens.class).of(id);
  }

  private static DeliveryId scheduledOfCategory(@Nullable String category) {
    return worker
        .deliveries()
        .schedule(
            DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
                .origin(Origin.REQUEST)
                .correlationId(new CorrelationId("offer"))
                .message("Hello")
                .category(category)
                .at(Instant.now())
                .build());
  }

  @Test
  void whoIsSuppressedMeanwhileIsSentNothing() throws Exception {
    SuppressedMeanwhile.whoGets("stopped", worker.database.jdbc());
    worker.store("stopped");
    DeliveryView delivery =
        worker.awaitStatus(worker.schedule("stopped"), DeliveryStatus.SUPPRESSED);
    assertThat(delivery.failureCode()).isEqualTo("MANUAL");
    assertThat(delivery.attempts()).hasSize(1);
    assertThat(scripted.messages()).isEmpty();
  }

  @Test
  void waitsForAReportThatIsNotThereYet() throws Exception {
    DeliveryId id = worker.schedule("late-report");
    worker.awaitAttempt(id);
    worker.store("late-report");
    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts().get(0).code()).isEqualTo("REPORT_NOT_FOUND");
    assertThat(scripted.messages()).hasSize(1);
  }

  @Test
  void sendsTheReportThatTheRequestNamedInPlaceOfItsCorrelationId() throws Exception {
    worker.store("q3-2026");
    DeliveryId id =
        worker
            .deliveries()
            .schedule(
                DeliveryRequest.email(EmailAddress.of("ivan@example.org"))
                    .origin(Origin.REQUEST)
                    .correlationId(new CorrelationId("order-7"))
                    .report(new CorrelationId("q3-2026"), "q3.pdf")
                    .at(Instant.now())
                    .build());

    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.DELIVERED);

    assertThat(delivery.correlationId()).isEqualTo("order-7");
    assertThat(delivery.reportId()).isEqualTo("q3-2026");
    assertThat(scripted.messages())
        .singleElement()
        .asString()
        .contains("X-Correlation-Id: order-7", "Please find the report q3-2026 attached", "q3.pdf");
  }

  @Test
  void sendsTheReportThatReplacedTheOneOfAnEarlierAttempt() throws Exception {
    scripted.once("RCPT", "450 4.2.1 later");
    worker.store("replaced-report");
    DeliveryId id = worker.schedule("replaced-report");
    worker.awaitAttempt(id);
    byte[] replacement = "%PDF-1.7 the second edition".getBytes(StandardCharsets.US_ASCII);
    worker.store("replaced-report", replacement);

    worker.awaitStatus(id, DeliveryStatus.DELIVERED);

    assertThat(scripted.messages())
        .singleElement()
        .asString()
        .contains(Base64.getEncoder().encodeToString(replacement));
  }

  @Test
  void neverSendsAfterTheDeadline() throws Exception {
    worker.store("report-1");
    DeliveryId id = worker.schedule("report-1", Instant.now().minusSeconds(1));
    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.EXPIRED);
    assertThat(delivery.failureCode()).isEqualTo("EXPIRED");
    assertThat(delivery.attempts()).isEmpty();
    assertThat(scripted.received()).noneMatch(line -> line.startsWith("MAIL"));
  }

  @Test
  void sendsOnceMoreWithTheSameIdWhenTheLastReplyWasLost() throws Exception {
    scripted.once(".", ScriptedSmtpServer.CLOSE);
    worker.store("report-1");
    DeliveryId id = worker.schedule("report-1");
    DeliveryView delivery = worker.awaitStatus(id, DeliveryStatus.DELIVERED);
    assertThat(TestEmailWorker.outcomes(delivery))
        .containsExactly(AttemptOutcome.UNKNOWN, AttemptOutcome.DELIVERED);
    assertThat(scripted.messages())
        .hasSize(2)
        .allMatch(message -> message.contains("Message-ID: <" + id + "@example.com>"));
  }

  @Test
  void sendsEachMailOnceWithTwoWorkers() throws Exception {
    worker.store("report-1");
    try (TestEmailWorker twin = worker.twin(scripted.port(), SETTINGS)) {
      List<DeliveryId> ids = Stream.generate(() -> worker.schedule("report-1")).limit(60).toList();
      ids.forEach(id -> worker.awaitStatus(id, DeliveryStatus.DELIVERED));
      assertThat(twin.context.isRunning()).isTrue();
      assertThat(scripted.messages()).hasSize(60);
      assertThat(ids)
          .allSatisfy(
              id ->
                  assertThat(scripted.messages())
                      .filteredOn(message -> message.contains("Message-ID: <" + id + "@"))
                      .hasSize(1));
    }
  }

  @Test
  void showsHealthAndMetricsOnlyAndThoseOnLoopbackAndReadsNoBody() {
    ManagementPort port = ManagementPort.of(worker.context);
    assertThat(port.statusOf("/healthz")).isEqualTo(200);

    assertThat(port.shown()).containsExactly("/health", "/info", "/prometheus");
    assertThat(port.address()).matches(address -> address.isLoopbackAddress());
    port.assertThatNoBodyIsRead();
  }
}
