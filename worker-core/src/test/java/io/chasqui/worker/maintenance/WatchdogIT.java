package io.chasqui.worker.maintenance;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.jobrunr.QueueJobServer;
import io.chasqui.worker.queue.WorkerLifecycle;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

class WatchdogIT {

  @Test
  void aWorkerWhoseDatabaseCanOnlyBeReadIsNotReadyUntilItCanBeWritten() {
    TestDatabase database = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      WorkerLifecycle server = worker.getBean(WorkerLifecycle.class);
      await().until(server::takesJobs);
      CountDownLatch peerAnswers = new CountDownLatch(1);
      DeliveryId inFlight = sendUntil(peerAnswers, worker);

      database.refuseWrites();
      await().atMost(Duration.ofSeconds(10)).until(() -> !server.takesJobs());
      database.allowWrites();

      await().atMost(Duration.ofSeconds(15)).until(server::takesJobs);
      peerAnswers.countDown();
      awaitDelivered(inFlight, worker);
      assertThat(worker.getBean(MeterRegistry.class).counter("chasqui.worker.restarts").count())
          .as("JobRunr's server went on, and interrupted nothing")
          .isZero();
    }
  }

  @Test
  void aWorkerThatJobRunrHasStoppedRunsAgain() {
    TestDatabase database = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      QueueJobServer jobServer =
          (QueueJobServer)
              ReflectionTestUtils.getField(worker.getBean(WorkerLifecycle.class), "jobServer");

      // What JobRunr does after a heartbeat that found the database away.
      jobServer.stop();
      assertThat(worker.getBean(WorkerLifecycle.class).takesJobs()).isFalse();

      await().atMost(Duration.ofSeconds(15)).until(jobServer::isRunning);
      Deliveries deliveries = worker.getBean(Deliveries.class);
      DeliveryId id = deliveries.schedule(anEmail().build());
      awaitDelivered(id, worker);
      assertThat(worker.getBean(MeterRegistry.class).counter("chasqui.worker.restarts").count())
          .isEqualTo(1);
    }
  }

  /** A heartbeat that ends just while the server is being stopped leaves it in this state. */
  @Test
  void aWorkerThatBelievesItselfKnownThoughItIsNotTakesJobsAgain() {
    TestDatabase database = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      WorkerLifecycle server = worker.getBean(WorkerLifecycle.class);
      await().until(server::takesJobs);
      server.stop();
      Object jobServer = ReflectionTestUtils.getField(server, "jobServer");
      Object heartbeat = ReflectionTestUtils.getField(jobServer, "serverZooKeeper");
      ReflectionTestUtils.setField(
          heartbeat, "masterId", ((QueueJobServer) jobServer).getConfiguration().getId());

      server.start();

      await().atMost(Duration.ofSeconds(25)).until(server::takesJobs);
      awaitDelivered(worker.getBean(Deliveries.class).schedule(anEmail().build()), worker);
    }
  }

  /** A delivery whose peer answers when it is told to. */
  private static DeliveryId sendUntil(
      CountDownLatch peerAnswers, ConfigurableApplicationContext worker) {
    ScriptedSender sender = worker.getBean(ScriptedSender.class);
    sender.willDo(
        delivery -> {
          try {
            peerAnswers.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return new Outcome.Delivered("peer", null);
        });
    DeliveryId id = worker.getBean(Deliveries.class).schedule(anEmail().build());
    await().until(() -> sender.sent().size() == 1);
    return id;
  }

  private static void awaitDelivered(DeliveryId id, ConfigurableApplicationContext worker) {
    Deliveries deliveries = worker.getBean(Deliveries.class);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> deliveries.find(id).orElseThrow().status() == DeliveryStatus.DELIVERED);
  }
}
