package io.chasqui.worker.queue;

import static io.chasqui.testing.DeliveryEnds.awaitEnd;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestJobs;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.StorageProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What JobRunr's table, and so its dashboard, has of a job from its claim to its end. */
class ShownJobsIT {

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.busy(Queue.EMAIL);

  private static final TestDatabase database = worker.database();
  private static final TestJobs jobs = new TestJobs(database);

  private final Deliveries deliveries = worker.bean(Deliveries.class);
  private final ScriptedSender sender = worker.bean(ScriptedSender.class);
  private final StorageProvider storage = worker.bean(StorageProvider.class);
  private final CountDownLatch peerAnswers = new CountDownLatch(1);

  @AfterEach
  void thePeerIsFastAgain() {
    peerAnswers.countDown();
  }

  @Test
  void aDeliveryThatGoesWellHasItsJobWrittenOnceWithAllItsStates() {
    DeliveryId id = deliveries.schedule(anEmail().build());

    awaitEnd(deliveries, id);

    Job job = storage.getJobById(id.value());
    assertThat(job.getVersion()).isEqualTo(2);
    assertThat(job.getJobStates())
        .extracting(JobState::getName)
        .containsExactly(
            StateName.SCHEDULED, StateName.ENQUEUED, StateName.PROCESSING, StateName.SUCCEEDED);
    assertThat(job.getMetadata()).isEmpty();
    assertThat(column(id, "state || ' ' || lane || version || (scheduledat IS NOT NULL)"))
        .isEqualTo("SUCCEEDED 2true");
    assertThat(
            column(
                id,
                "(createdat = (SELECT created_at AT TIME ZONE 'UTC' FROM delivery WHERE"
                    + " delivery.id::text = jobrunr_jobs.id))"))
        .isEqualTo("true");
  }

  /** In the transaction of the delivery: whoever sees the one sees the other. */
  @Test
  void theJobHasSucceededWhenTheDeliveryIsDelivered() {
    for (int i = 0; i < 50; i++) {
      DeliveryId id = deliveries.schedule(anEmail().build());
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> status(id) == DeliveryStatus.DELIVERED);

      assertThat(column(id, "state")).isEqualTo("SUCCEEDED");
    }
  }

  @Test
  void whatIsBeingSentHasNoRowAndIsShownAfterASecond() {
    thePeerIsSlow();
    DeliveryId id = deliveries.schedule(anEmail().build());
    await().until(() -> status(id) == DeliveryStatus.SENDING);
    assertThat(database.count("jobrunr_jobs WHERE id = '" + id + "'")).isZero();

    jobs.awaitState(id, "PROCESSING");
    peerAnswers.countDown();

    awaitEnd(deliveries, id);
    assertThat(column(id, "state || version")).isEqualTo("SUCCEEDED3");
  }

  /** As JobRunr's own rows: others go by it. */
  @Test
  void whatIsShownAsRunningIsTouchedEveryFewSeconds() {
    thePeerIsSlow();
    DeliveryId id = deliveries.schedule(anEmail().build());
    jobs.awaitState(id, "PROCESSING");
    String shown = column(id, "updatedat");

    await().atMost(Duration.ofSeconds(12)).until(() -> !column(id, "updatedat").equals(shown));
  }

  @Test
  void whatIsToBeTriedAgainKeepsItsLaneAndItsHistory() {
    sender.willAnswer(new Outcome.TemporaryFailure("BUSY", "450 come back later"));
    Lane lane = new Lane("webhook:https://shown.example");
    DeliveryId id = deliveries.schedule(anEmail().onLane(lane).build());

    awaitEnd(deliveries, id);

    assertThat(column(id, "lane")).isEqualTo(lane.name());
    assertThat(storage.getJobById(id.value()).getJobStates())
        .extracting(JobState::getName)
        .containsExactly(
            StateName.SCHEDULED,
            StateName.ENQUEUED,
            StateName.PROCESSING,
            StateName.FAILED,
            StateName.SCHEDULED,
            StateName.ENQUEUED,
            StateName.PROCESSING,
            StateName.SUCCEEDED);
  }

  @Test
  void aRowThatSomebodyHasMadeMeanwhileIsNotOverwritten() {
    thePeerIsSlow();
    DeliveryId id = deliveries.schedule(anEmail().build());
    jobs.awaitState(id, "PROCESSING");
    database
        .jdbc()
        .sql("UPDATE jobrunr_jobs SET version = version + 1 WHERE id = :id")
        .param("id", id.toString())
        .update();
    peerAnswers.countDown();

    awaitEnd(deliveries, id);

    assertThat(status(id)).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(column(id, "state")).isEqualTo("PROCESSING");
    jobs.remove(id);
  }

  private void thePeerIsSlow() {
    sender.willDo(
        delivery -> {
          awaitAnswer();
          return new Outcome.Delivered("peer", null);
        });
  }

  private void awaitAnswer() {
    try {
      assertThat(peerAnswers.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private DeliveryStatus status(DeliveryId id) {
    return deliveries.find(id).orElseThrow().status();
  }

  private static String column(DeliveryId id, String expression) {
    return database
        .jdbc()
        .sql("SELECT (" + expression + ")::text FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .single();
  }
}
