package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.StoppablePostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A worker whose PostgreSQL is stopped and started again. Really waits: that is the subject. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseOutageIT {

  private static final Duration BACK_AT_WORK = Duration.ofSeconds(15);
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final Duration HEARTBEATS = Duration.ofSeconds(15);
  private static final String READINESS = "/actuator/health/readiness";
  private static final String HEALTH = "/actuator/health";
  private static final String LIVENESS = "/actuator/health/liveness";

  private final StoppablePostgres postgres = StoppablePostgres.start();
  private final ServletWebServerApplicationContext worker =
      (ServletWebServerApplicationContext)
          TestWorker.start(postgres.freshDatabase(), Queue.EMAIL, "test.lease=5m");
  private final Deliveries deliveries = worker.getBean(Deliveries.class);
  private final ScriptedSender sender = worker.getBean(ScriptedSender.class);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<DeliveryId> scheduled = new ArrayList<>();
  private final CountDownLatch peerAnswers = new CountDownLatch(1);

  @AfterEach
  void stop() {
    peerAnswers.countDown();
    worker.close();
    postgres.close();
  }

  @Test
  void aWorkerGoesOnAfterTheDatabaseWasAwayForThreeSeconds(CapturedOutput output) throws Exception {
    DeliveryId inFlight = anAttemptThatOutlivesTheOutage();

    theDatabaseIsAwayFor(Duration.ofSeconds(3));

    itIsBackAtWork();
    peerAnswers.countDown();
    DeliveryView delivery = awaitEnd(inFlight);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts()).hasSize(1);
    eachIsSentOnce();
    itWasToldBriefly(output);
  }

  /** By us alone, at most once a minute, and without stack traces. */
  private static void itWasToldBriefly(CapturedOutput output) {
    assertThat(output.getAll()).doesNotContain("\tat ");
    assertThat(output.getAll().lines())
        .filteredOn(line -> line.matches(".* (WARN|ERROR) .*"))
        .filteredOn(line -> !line.contains("Flyway upgrade recommended"))
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(line -> line.contains("The database is away"));
  }

  /** The second is longer than JobRunr's patience with a server, and with a job that runs. */
  @ParameterizedTest
  @ValueSource(ints = {20, 40})
  @Tag("faults")
  void aWorkerGoesOnAfterTheDatabaseWasAwayForLong(int seconds) throws Exception {
    DeliveryId inFlight = anAttemptThatOutlivesTheOutage();

    theDatabaseIsAwayFor(Duration.ofSeconds(seconds));

    itIsBackAtWork();
    // Long enough for JobRunr to look for orphans.
    Thread.sleep(HEARTBEATS.toMillis());
    peerAnswers.countDown();
    assertThat(awaitEnd(inFlight).attempts()).hasSize(1);
    eachIsSentOnce();
  }

  @Test
  @Tag("faults")
  void aWorkerGoesOnAfterTheDatabaseWasAwayThreeTimes() throws Exception {
    for (int i = 0; i < 3; i++) {
      theDatabaseIsAwayFor(Duration.ofSeconds(6));
      itIsBackAtWork();
    }
    eachIsSentOnce();
  }

  private DeliveryId anAttemptThatOutlivesTheOutage() {
    sender.willDo(
        delivery -> {
          waitFor(peerAnswers);
          return new Outcome.Delivered("peer", null);
        });
    DeliveryId id = schedule(Instant.now());
    await().until(() -> sender.sent().size() == 1);
    return id;
  }

  /** With a delivery that is due in the middle of it. */
  private void theDatabaseIsAwayFor(Duration outage) throws Exception {
    // A heartbeat that began to wait during the last outage may still fail after it.
    await().atMost(BACK_AT_WORK).until(() -> status(READINESS) == 200);
    schedule(Instant.now().plus(outage.dividedBy(2)));
    Instant end = Instant.now().plus(outage);
    postgres.stop();
    // What is late is told as it was seen last, for two seconds.
    await().atMost(Duration.ofSeconds(5)).until(() -> status(READINESS) == 503);
    do {
      assertThat(statusWithinASecond(HEALTH)).isEqualTo(503);
      assertThat(statusWithinASecond(READINESS)).isEqualTo(503);
      assertThat(statusWithinASecond(LIVENESS)).isEqualTo(200);
      Thread.sleep(200);
    } while (Instant.now().isBefore(end));
    postgres.startAgain();
  }

  private void itIsBackAtWork() {
    Instant back = Instant.now();
    await().atMost(BACK_AT_WORK).until(() -> status(READINESS) == 200);
    scheduled.add(
        await()
            .ignoreExceptions()
            .atMost(BACK_AT_WORK)
            .until(() -> deliveries.schedule(anEmail().build()), id -> true));
    DeliveryId last = scheduled.get(scheduled.size() - 1);
    DeliveryId meanwhile = scheduled.get(scheduled.size() - 2);
    awaitEnd(meanwhile);
    awaitEnd(last);
    assertThat(Duration.between(back, Instant.now())).isLessThan(BACK_AT_WORK);
  }

  private void eachIsSentOnce() {
    assertThat(sender.sent())
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrderElementsOf(scheduled);
  }

  private DeliveryId schedule(Instant dueAt) {
    DeliveryId id = deliveries.schedule(anEmail().dueAt(dueAt).build());
    scheduled.add(id);
    return id;
  }

  private DeliveryView awaitEnd(DeliveryId id) {
    return await()
        .atMost(BACK_AT_WORK)
        .until(() -> deliveries.find(id).orElseThrow(), delivery -> delivery.completedAt() != null);
  }

  /** Whoever asks for health takes no later answer. */
  private int statusWithinASecond(String path) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int status = status(path);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(ONE_SECOND);
    return status;
  }

  private int status(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + worker.getWebServer().getPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
