package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.util.ReflectionTestUtils.getField;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.attempt.Claim;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.jobrunr.JobTaker;
import io.chasqui.worker.jobrunr.QueueHands;
import io.chasqui.worker.jobrunr.QueueJobServer;
import io.chasqui.worker.lane.LaneRates;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.ProviderRates;
import io.chasqui.worker.lane.Share;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A worker with two hands. */
class QueueConsumerIT {

  private static final int HANDS = 2;
  private static final Duration IDLE = Duration.ofSeconds(6);

  private final TestDatabase database = TestDatabase.fresh();
  private final CountDownLatch peerAnswers = new CountDownLatch(1);
  private ProviderCircuitBreakers breakers;
  private ConfigurableApplicationContext worker;
  private Deliveries deliveries;
  private ScriptedSender sender;

  @BeforeEach
  void start() {
    worker = TestWorker.start(database, Queue.EMAIL, "chasqui.worker.concurrency=" + HANDS);
    deliveries = worker.getBean(Deliveries.class);
    sender = worker.getBean(ScriptedSender.class);
    breakers = new ProviderCircuitBreakers(sender, new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() {
    peerAnswers.countDown();
    worker.close();
  }

  @Test
  void takesNoMoreThanItHasHandsForAndTheRestWhenTheyAreFree() {
    thePeerIsSlow();
    List<DeliveryId> ids = scheduleDueNow(5);
    await().until(() -> sender.sent().size() == HANDS);

    assertThat(count("SELECT count(*) FROM delivery WHERE status = 'SENDING'")).isEqualTo(HANDS);
    await().until(() -> count("SELECT count(*) FROM jobrunr_jobs WHERE state = 'PROCESSING'") == 2);

    peerAnswers.countDown();
    awaitDelivered(5);
    assertThat(sender.sent())
        .extracting(ClaimedDelivery::id)
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void whatHasWaitedForFreeHandsIsSeenAsQueued() {
    thePeerIsSlow();
    scheduleDueNow(5);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              assertThat(count("SELECT count(*) FROM delivery WHERE status = 'QUEUED'"))
                  .isEqualTo(5 - HANDS);
              assertThat(count("SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'"))
                  .isEqualTo(5 - HANDS);
            });

    peerAnswers.countDown();
    awaitDelivered(5);
  }

  @Test
  void aClaimThatIsHandedBackIsDueAgainAndItsAttemptNeverWas() {
    worker.getBean(WorkerLifecycle.class).stop();
    DeliveryRunner runner = runner();
    DeliveryId id = scheduleDueNow(1).get(0);
    runner.keep(claims(id));
    assertThat(deliveries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.SENDING);

    runner.handBack();

    assertThat(deliveries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.QUEUED);
    assertThat(deliveries.find(id).orElseThrow().attempts()).isEmpty();
    assertThat(claims(id)).extracting(claim -> claim.delivery().attempt()).containsExactly(1);
  }

  @Test
  void aClaimWhoseAttemptHasBegunIsNotHandedBack() {
    thePeerIsSlow();
    DeliveryId id = scheduleDueNow(1).get(0);
    await().until(() -> sender.sent().size() == 1);

    runner().handBack();

    assertThat(deliveries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.SENDING);
    assertThat(deliveries.find(id).orElseThrow().attempts()).hasSize(1);
  }

  @Test
  void whatAServerThatWasJustStoppingDidNotBeginIsHandedBackAtOnce() {
    WorkerLifecycle workerServer = worker.getBean(WorkerLifecycle.class);
    QueueJobServer jobServer = (QueueJobServer) getField(workerServer, "jobServer");
    workerServer.stop();
    DeliveryId id = scheduleDueNow(1).get(0);
    QueueHands hands = new QueueHands(Queue.EMAIL, () -> HANDS, lane -> HANDS, jobServer);
    LaneRates rates = new LaneRates(sender, worker.getBean(ProviderRates.class), System::nanoTime);
    JobTaker taker = new JobTaker(hands, runner(), breakers, rates, transaction());
    assertThatThrownBy(() -> taker.take(Share.own(Queue.EMAIL), 1)).isNotNull();
    assertThat(count("SELECT count(*) FROM jobrunr_jobs")).isZero();

    workerServer.stop();

    assertThat(count("SELECT count(*) FROM jobrunr_jobs WHERE state = 'ENQUEUED'")).isEqualTo(1);
    assertThat(deliveries.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.QUEUED);
    workerServer.start();
    awaitDelivered(1);
    assertThat(deliveries.find(id).orElseThrow().attempts()).hasSize(1);
  }

  /** Really waits: what a worker does without being asked is the subject. */
  @Test
  void aWorkerWithNothingToDoAsksTheDatabaseAHandfulOfTimesASecond() throws InterruptedException {
    scheduleDueNow(1);
    awaitDelivered(1);
    long before = questions();

    Thread.sleep(IDLE.toMillis());

    assertThat(questions() - before).isLessThan(4 * IDLE.toSeconds());
  }

  private DeliveryRunner runner() {
    return worker.getBean(HostedQueues.class).of(Queue.EMAIL).orElseThrow().runner();
  }

  private List<Claim> claims(DeliveryId id) {
    return runner().claim(List.of(id), breakers.all().get(0));
  }

  private TransactionTemplate transaction() {
    return worker.getBean(TransactionTemplate.class);
  }

  private void thePeerIsSlow() {
    for (int i = 0; i < 5; i++) {
      sender.willDo(
          delivery -> {
            awaitAnswer();
            return new Outcome.Delivered("peer", null);
          });
    }
  }

  private List<DeliveryId> scheduleDueNow(int deliveriesWanted) {
    return IntStream.range(0, deliveriesWanted)
        .mapToObj(i -> deliveries.schedule(anEmail().build()))
        .toList();
  }

  private void awaitDelivered(int wanted) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("SELECT count(*) FROM delivery WHERE status = 'DELIVERED'") == wanted);
  }

  private void awaitAnswer() {
    try {
      peerAnswers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private int count(String sql) {
    return database.jdbc().sql(sql).query(Integer.class).single();
  }

  /** How often a connection was taken from the pool, to ask something or some things together. */
  private long questions() {
    return worker.getBean(MeterRegistry.class).get("hikaricp.connections.acquire").timer().count();
  }
}
