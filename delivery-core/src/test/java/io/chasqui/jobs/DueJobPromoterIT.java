package io.chasqui.jobs;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import chasqui.testapp.TestWorker;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Promoters of the e-mail queue, while no worker runs. */
class DueJobPromoterIT {

  private static final TestDatabase database = TestDatabase.fresh();
  private static ConfigurableApplicationContext application;

  private final DueJobPromoter promoter = application.getBean(DueJobPromoter.class);
  private final Deliveries deliveries = application.getBean(Deliveries.class);

  @BeforeAll
  static void start() {
    application = TestWorker.start(database, Queue.EMAIL);
    application.getBean(WorkerServer.class).stop();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs, delivery CASCADE").update();
  }

  @Test
  void manyPromotersAtOnceMoveEachJobOnce() {
    deliveries.scheduleAll(Collections.nCopies(2_300, anEmail().build()));

    Stream<CompletableFuture<Void>> promoters =
        Stream.generate(() -> CompletableFuture.runAsync(promoter::promoteDueJobs)).limit(4);
    promoters.toList().forEach(CompletableFuture::join);

    assertThat(count("jobrunr_jobs WHERE state = 'ENQUEUED' AND version = 2")).isEqualTo(2_300);
    assertThat(count("delivery WHERE status = 'QUEUED'")).isEqualTo(2_300);
  }

  @Test
  void leavesWhatIsNotDueAndWhatWorkersWillTakeInAMomentAndWhatIsOfAnotherQueue() {
    List<NewDelivery> left =
        List.of(
            anEmail().dueAt(Instant.now().plus(Duration.ofHours(1))).build(),
            anEmail().dueAt(Instant.now()).build(),
            aTelegramMessage().build());
    deliveries.scheduleAll(left);

    promoter.promoteDueJobs();

    assertThat(count("jobrunr_jobs WHERE state = 'SCHEDULED' AND version = 1")).isEqualTo(3);
    assertThat(count("delivery WHERE status = 'SCHEDULED'")).isEqualTo(3);
  }

  private static int count(String what) {
    return database.jdbc().sql("SELECT count(*) FROM " + what).query(Integer.class).single();
  }
}
