package io.chasqui.worker.queue;

import static io.chasqui.testing.DeliveryEnds.awaitEnd;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJobs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;

/** A worker with JobRunr really running on PostgreSQL; only its peer is scripted. */
@ExtendWith(OutputCaptureExtension.class)
class WorkerIT {

  private static final String JOBS_WITHOUT_DELIVERY =
      "SELECT count(*) FROM jobrunr_jobs j WHERE NOT EXISTS"
          + " (SELECT FROM delivery d WHERE d.id::text = j.id)";

  private static final TestDatabase database = TestDatabase.fresh();
  private static final TestJobs jobs = new TestJobs(database);
  private static ConfigurableApplicationContext worker;

  private Deliveries deliveries;
  private ScriptedSender sender;

  @BeforeAll
  static void start() {
    worker = TestWorker.start(database, Queue.EMAIL);
  }

  @AfterAll
  static void stop() {
    worker.close();
  }

  @BeforeEach
  void setUp() {
    deliveries = worker.getBean(Deliveries.class);
    sender = worker.getBean(ScriptedSender.class);
    sender.sent().clear();
  }

  @Test
  void deliversWhatIsDueWithinASecond() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(inMillis(0)).build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts())
        .extracting(AttemptView::number, AttemptView::outcome)
        .containsExactly(tuple(1, AttemptOutcome.DELIVERED));
    assertThat(Duration.between(delivery.scheduledTime(), delivery.completedAt()))
        .isLessThan(Duration.ofSeconds(1));
    jobs.awaitState(id, "SUCCEEDED");
  }

  @Test
  void neverDeliversBeforeTheTime() {
    Instant dueAt = inMillis(700);
    DeliveryId id = deliveries.schedule(anEmail().dueAt(dueAt).build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.attempts().get(0).startedAt()).isBetween(dueAt, dueAt.plusSeconds(1));
  }

  @Test
  void triesAgainAfterTemporaryFailuresAsOftenAsTheScheduleSays() {
    Outcome busy = new Outcome.TemporaryFailure("BUSY", "450 come back later");
    sender.willAnswer(busy, busy, busy);
    DeliveryId id = deliveries.schedule(anEmail().build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(delivery.failureCode()).isEqualTo("BUSY");
    assertThat(delivery.failureDetail()).isEqualTo("450 come back later");
    assertThat(delivery.attempts()).hasSize(3);
    jobs.awaitState(id, "FAILED");
  }

  @Test
  void triesADeliveryWithWaitsOfItsOwnAsOftenAsThoseSay() {
    Outcome busy = new Outcome.TemporaryFailure("BUSY", null);
    sender.willAnswer(busy, busy);
    DeliveryId id =
        deliveries.schedule(anEmail().withoutReport().retryingAfter(Duration.ofMillis(1)).build());

    assertThat(awaitEnd(deliveries, id).attempts()).hasSize(2);
  }

  @Test
  void triesADeliveryThatHasNoWaitsOnce() {
    sender.willAnswer(new Outcome.TemporaryFailure("BUSY", null));
    DeliveryId id = deliveries.schedule(anEmail().withoutReport().retryingAfter().build());

    assertThat(awaitEnd(deliveries, id).attempts()).hasSize(1);
  }

  @Test
  void aJobWhoseDeliveryWasRemovedEndsWithoutSending() {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(inMillis(700)).build());
    database.jdbc().sql("DELETE FROM delivery WHERE id = :id").param("id", id.value()).update();

    jobs.awaitState(id, "SUCCEEDED");
    jobs.remove(id);

    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void tellsOnceAndInOneLineThatItGaveUp(CapturedOutput output) {
    sender.willAnswer(new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 no such user"));
    DeliveryId id = deliveries.schedule(anEmail().build());
    jobs.awaitState(id, "FAILED");
    // What JobRunr says of a job that failed it says after it has stored that.
    DeliveryId next = deliveries.schedule(anEmail().build());
    jobs.awaitState(next, "SUCCEEDED");

    assertThat(output.getAll().lines().filter(line -> line.matches(".* (WARN|ERROR) .*")))
        .filteredOn(line -> line.contains(id.toString()))
        .singleElement()
        .asString()
        .contains("RECIPIENT_REJECTED", "550 no such user");
    assertThat(output.getAll()).doesNotContain("JobGaveUp");
  }

  @Test
  void givesUpAtOnceAfterAPermanentFailure() {
    sender.willAnswer(new Outcome.PermanentFailure("RECIPIENT_REJECTED", "550 ivan@example.com?"));
    DeliveryId id = deliveries.schedule(anEmail().build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.attempts()).hasSize(1);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(delivery.failureDetail()).isEqualTo("550 i***@e***.com?");
    jobs.awaitState(id, "FAILED");
  }

  @Test
  void aChannelFaultPausesTheChannelAndBurnsNoAttempt() {
    Outcome fault = new Outcome.ChannelFault("AUTHENTICATION_FAILED", "535 no");
    sender.willAnswer(fault, fault, fault, fault);
    DeliveryId id = deliveries.schedule(anEmail().build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts()).hasSize(5);
    assertThat(Duration.between(delivery.createdAt(), delivery.completedAt()))
        .isGreaterThan(Duration.ofMillis(4 * 300));
  }

  @Test
  void anUnknownOutcomeIsSentOnceMoreWhenTheRequestSaysSo() {
    Outcome cutOff = new Outcome.Unknown("NO_ANSWER", null);
    sender.willAnswer(cutOff, cutOff);
    DeliveryId id = deliveries.schedule(anEmail().withOnUnknown(OnUnknown.RESEND).build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.attempts()).hasSize(2);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
  }

  @Test
  void anUnknownOutcomeIsHeldWhenTheRequestSaysSo() {
    sender.willAnswer(new Outcome.Unknown("NO_ANSWER", null));
    DeliveryId id = deliveries.schedule(anEmail().withOnUnknown(OnUnknown.HOLD).build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.attempts()).hasSize(1);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.UNCERTAIN);
  }

  @Test
  void neverSendsAfterTheDeadline() {
    DeliveryId id =
        deliveries.schedule(anEmail().expiringAt(Instant.parse("2026-01-02T00:00:00Z")).build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.EXPIRED);
    assertThat(delivery.failureCode()).isEqualTo("EXPIRED");
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void aFaultOfOursIsATemporaryFailure() {
    sender.willDo(
        delivery -> {
          throw new IllegalStateException("a bug");
        });
    DeliveryId id = deliveries.schedule(anEmail().build());

    DeliveryView delivery = awaitEnd(deliveries, id);

    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts().get(0).code()).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void whatTheDatabaseRefusesIsNotRepeatedInItsException() {
    DeliveryRequest refusedByTheSchema = anEmail().withMessage("secret".repeat(10_000)).build();

    assertThatThrownBy(() -> deliveries.schedule(refusedByTheSchema))
        .satisfies(
            e ->
                assertThat(stackTrace(e))
                    .contains("delivery_message_check")
                    .doesNotContain("ivan", "secret"));
  }

  @Test
  void aDeliveryAndItsJobAreStoredBothOrNeither() {
    DeliveryRequest refusedByTheSchema = anEmail().withMessage("x".repeat(50_001)).build();

    assertThatThrownBy(() -> deliveries.schedule(refusedByTheSchema))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(count("SELECT count(*) FROM delivery WHERE length(message) > 50000")).isZero();
    assertThat(count(JOBS_WITHOUT_DELIVERY)).isZero();
  }

  @Test
  void deliveriesThatAreScheduledTogetherAreStoredAllOrNone() {
    List<DeliveryRequest> oneRefusedByTheSchema =
        List.of(
            anEmail().withCorrelationId("with-a-bad-one").build(),
            anEmail().withMessage("x".repeat(50_001)).build());

    assertThatThrownBy(() -> deliveries.scheduleAll(oneRefusedByTheSchema))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(count("SELECT count(*) FROM delivery WHERE correlation_id = 'with-a-bad-one'"))
        .isZero();
    assertThat(count(JOBS_WITHOUT_DELIVERY)).isZero();
  }

  @Test
  void aJobThatCannotBeStoredTakesItsDeliveriesWithIt() {
    database
        .jdbc()
        .sql(
            "ALTER TABLE jobrunr_jobs ADD CONSTRAINT no_bad_jobs"
                + " CHECK (jobasjson NOT LIKE '%EMAIL bad-job%')")
        .update();

    assertThatThrownBy(
            () ->
                deliveries.scheduleAll(
                    List.of(
                        anEmail().withCorrelationId("with-a-bad-job").build(),
                        anEmail().withCorrelationId("bad-job").build())))
        .isInstanceOf(DataIntegrityViolationException.class);

    assertThat(count("SELECT count(*) FROM delivery WHERE correlation_id LIKE '%bad-job'"))
        .isZero();
    assertThat(count(JOBS_WITHOUT_DELIVERY)).isZero();
  }

  @Test
  void deliversEachOfThoseThatWereScheduledTogether() {
    List<DeliveryRequest> together =
        IntStream.range(0, 300)
            .mapToObj(i -> anEmail().withCorrelationId("t-" + i).build())
            .toList();

    List<DeliveryId> ids = deliveries.scheduleAll(together);

    for (int i = 0; i < ids.size(); i++) {
      DeliveryView delivery = awaitEnd(deliveries, ids.get(i));
      assertThat(delivery.correlationId()).isEqualTo("t-" + i);
      assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
      assertThat(delivery.attempts()).hasSize(1);
    }
    assertThat(sender.sent())
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void schedulingNothingStoresNothing() {
    assertThat(deliveries.scheduleAll(List.of())).isEmpty();
  }

  @Test
  void theJobShowsChannelAndCorrelationIdAndNothingPrivate() {
    DeliveryId id = deliveries.schedule(anEmail().withCorrelationId("q3:2026").build());
    awaitEnd(deliveries, id);

    String job =
        database
            .jdbc()
            .sql("SELECT jobasjson FROM jobrunr_jobs WHERE id = :id")
            .param("id", id.toString())
            .query(String.class)
            .single();

    assertThat(job).contains("EMAIL q3:2026").doesNotContain("ivan").doesNotContain("ready");
  }

  @Test
  void jobsCarryNoIndexesThatNothingReads() {
    assertThat(
            database
                .jdbc()
                .sql("SELECT indexname FROM pg_indexes WHERE tablename = 'jobrunr_jobs'")
                .query(String.class)
                .list())
        .contains("jobrunr_jobs_pkey", "jobrunr_jobs_state_updated_idx")
        .doesNotContain(
            "jobrunr_state_idx",
            "jobrunr_job_signature_idx",
            "jobrunr_job_created_at_idx",
            "jobrunr_job_rci_idx");
  }

  private static long count(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private static Instant inMillis(long millis) {
    return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MICROS);
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
