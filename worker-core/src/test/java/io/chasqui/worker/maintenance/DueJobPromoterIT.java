package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.queue.TestWorkerExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Promoters of the e-mail queue, while no worker runs. */
class DueJobPromoterIT {

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();

  private final DueJobPromoter promoter = worker.hosted().promoter();
  private final Deliveries deliveries = worker.bean(Deliveries.class);

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_jobs, delivery_message CASCADE").update();
  }

  @Test
  void manyPromotersAtOnceMoveEachJobOnce() {
    deliveries.scheduleAll(Collections.nCopies(2_300, anEmail().build()));

    Stream<CompletableFuture<Void>> promoters =
        Stream.generate(() -> CompletableFuture.runAsync(promoter::promoteDueJobs)).limit(4);
    promoters.toList().forEach(CompletableFuture::join);

    assertThat(database.count("jobrunr_jobs WHERE state = 'ENQUEUED' AND version = 2"))
        .isEqualTo(2_300);
    assertThat(database.count("delivery WHERE status = 'QUEUED'")).isEqualTo(2_300);
  }

  @Test
  void leavesWhatIsNotDueAndWhatWorkersWillTakeInAMomentAndWhatIsOfAnotherQueue() {
    List<DeliveryRequest> left =
        List.of(
            anEmail().dueAt(Instant.now().plus(Duration.ofHours(1))).build(),
            anEmail().dueAt(Instant.now()).build(),
            aTelegramMessage().build());
    deliveries.scheduleAll(left);

    promoter.promoteDueJobs();

    assertThat(database.count("jobrunr_jobs WHERE state = 'SCHEDULED' AND version = 1"))
        .isEqualTo(3);
    assertThat(database.count("delivery WHERE status = 'SCHEDULED'")).isEqualTo(3);
  }
}
