package io.chasqui.jobs;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

class WatchdogIT {

  @Test
  void aWorkerWhoseDatabaseCanOnlyBeReadIsNotReadyUntilItCanBeWritten() {
    TestDatabase database = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      WorkerServer server = worker.getBean(WorkerServer.class);
      await().until(server::takesJobs);

      database.refuseWrites();
      await().atMost(Duration.ofSeconds(10)).until(() -> !server.takesJobs());
      database.allowWrites();

      await().atMost(Duration.ofSeconds(15)).until(server::takesJobs);
    }
  }

  @Test
  void aWorkerThatJobRunrHasStoppedRunsAgain() {
    TestDatabase database = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker = TestWorker.start(database, Queue.EMAIL)) {
      QueueJobServer jobServer =
          (QueueJobServer)
              ReflectionTestUtils.getField(worker.getBean(WorkerServer.class), "jobServer");

      // What JobRunr does after a heartbeat that found the database away.
      jobServer.stop();
      assertThat(worker.getBean(WorkerServer.class).takesJobs()).isFalse();

      await().atMost(Duration.ofSeconds(15)).until(jobServer::isRunning);
      Deliveries deliveries = worker.getBean(Deliveries.class);
      DeliveryId id = deliveries.schedule(anEmail().build());
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> deliveries.find(id).orElseThrow().status() == DeliveryStatus.DELIVERED);
      assertThat(worker.getBean(MeterRegistry.class).counter("chasqui.worker.restarts").count())
          .isEqualTo(1);
    }
  }
}
