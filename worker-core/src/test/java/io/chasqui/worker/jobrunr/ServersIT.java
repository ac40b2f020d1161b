package io.chasqui.worker.jobrunr;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.Deliveries;
import io.chasqui.jobs.LiveWorkers;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.maintenance.StaleServerRemover;
import io.chasqui.worker.queue.OwnQueues;
import io.chasqui.worker.queue.TestWorkerExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.jmx.JobServerStats;
import org.jobrunr.storage.BackgroundJobServerStatus;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.Paging;
import org.jobrunr.storage.StorageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** JobRunr's servers as they see each other, on machines whose clocks differ by 20 minutes. */
class ServersIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String HEARTBEAT_OFF =
      "jobrunr_backgroundjobservers"
          + " WHERE abs(extract(epoch FROM lastheartbeat - (now() AT TIME ZONE 'UTC'))) > 5"
          + " OR abs(extract(epoch FROM firstheartbeat - (now() AT TIME ZONE 'UTC'))) > 5";

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.idle(Queue.EMAIL);

  private static final TestDatabase database = worker.database();

  private final Machine fast = new Machine(Duration.ofMinutes(10));
  private final Machine slow = new Machine(Duration.ofMinutes(-10));

  @BeforeEach
  void clear() {
    database.jdbc().sql("TRUNCATE jobrunr_backgroundjobservers, jobrunr_jobs").update();
  }

  @Test
  void neitherTakesTheOtherForDead() {
    fast.storage.announceBackgroundJobServer(fast.status());
    slow.storage.announceBackgroundJobServer(slow.status());

    fast.storage.signalBackgroundJobServerAlive(fast.status());
    slow.storage.signalBackgroundJobServerAlive(slow.status());

    assertThat(fast.removesServersThatTimedOut()).isZero();
    assertThat(slow.removesServersThatTimedOut()).isZero();
    worker.bean(StaleServerRemover.class).remove();
    assertThat(database.count("jobrunr_backgroundjobservers")).isEqualTo(2);
    assertThat(database.count(HEARTBEAT_OFF)).isZero();
  }

  @Test
  void theFirstIsTheMasterWhateverItsClockSays() {
    fast.storage.announceBackgroundJobServer(fast.status());
    slow.storage.announceBackgroundJobServer(slow.status());

    assertThat(slow.storage.getLongestRunningBackgroundJobServerId()).isEqualTo(fast.id);
  }

  @Test
  void oneWhoseHeartbeatsStayAwayIsRemovedByEach() {
    slow.storage.announceBackgroundJobServer(slow.status());
    heartbeatWas("31 seconds");
    assertThat(fast.removesServersThatTimedOut()).isEqualTo(1);

    fast.storage.announceBackgroundJobServer(fast.status());
    heartbeatWas("31 seconds");
    assertThat(slow.removesServersThatTimedOut()).isEqualTo(1);
  }

  @Test
  void onlyTheLivingAreCountedByQueue() {
    fast.storage.announceBackgroundJobServer(fast.status());
    slow.storage.announceBackgroundJobServer(slow.status());
    Map<Queue, Long> before = worker.bean(LiveWorkers.class).byQueue();
    heartbeatWas("31 seconds");
    Map<Queue, Long> silent = worker.bean(LiveWorkers.class).byQueue();
    heartbeatWas("-1 hour");
    Map<Queue, Long> fromTheFuture = worker.bean(LiveWorkers.class).byQueue();

    assertThat(before)
        .isEqualTo(
            Map.of(
                Queue.EMAIL,
                2L,
                Queue.MESSAGING,
                0L,
                Queue.SMS,
                0L,
                Queue.PUSH,
                0L,
                Queue.WEBHOOK,
                0L));
    assertThat(silent).containsEntry(Queue.EMAIL, 0L);
    assertThat(fromTheFuture).containsEntry(Queue.EMAIL, 0L);
  }

  @Test
  void oneThatWasTakenForDeadGoesOn() {
    slow.storage.announceBackgroundJobServer(slow.status());
    database.jdbc().sql("TRUNCATE jobrunr_backgroundjobservers").update();

    assertThat(slow.storage.signalBackgroundJobServerAlive(slow.status())).isTrue();

    assertThat(database.count("jobrunr_backgroundjobservers")).isEqualTo(1);
    assertThat(database.count(HEARTBEAT_OFF)).isZero();
  }

  @Test
  void ghostsOfThePastAndOfTheFutureAreRemoved() {
    fast.storage.announceBackgroundJobServer(fast.status());
    heartbeatWas("61 seconds");
    slow.storage.announceBackgroundJobServer(slow.status());
    Machine third = new Machine(Duration.ZERO);
    third.storage.announceBackgroundJobServer(third.status());
    database
        .jdbc()
        .sql(
            "UPDATE jobrunr_backgroundjobservers SET lastheartbeat = lastheartbeat + interval '1"
                + " day' WHERE id = :id")
        .param("id", slow.id.toString())
        .update();

    worker.bean(StaleServerRemover.class).remove();

    assertThat(third.storage.getLongestRunningBackgroundJobServerId()).isEqualTo(third.id);
    assertThat(database.count("jobrunr_backgroundjobservers")).isEqualTo(1);
  }

  @Test
  void aJobThatOneTouchesIsNoOrphanToTheOther() {
    Job job =
        fast.storage.getJobById(worker.bean(Deliveries.class).schedule(anEmail().build()).value());
    job.enqueue();
    fast.storage.save(List.of(job));
    Machine[] machines = {fast, slow};
    for (Machine machine : machines) {
      assertThat(machine.untouched(StateName.ENQUEUED)).isEmpty();
    }

    database
        .jdbc()
        .sql("UPDATE jobrunr_jobs SET updatedat = updatedat - interval '31 seconds'")
        .update();

    for (Machine machine : machines) {
      assertThat(machine.untouched(StateName.ENQUEUED)).hasSize(1);
    }
  }

  @Test
  void aJobWhoseDeliveryIsBeingSentUnderALeaseIsNobodysOrphan() {
    UUID id = worker.bean(Deliveries.class).schedule(anEmail().build()).value();
    Job job = slow.storage.getJobById(id);
    job.enqueue();
    slow.storage.save(List.of(job));
    database
        .jdbc()
        .sql("UPDATE jobrunr_jobs SET updatedat = updatedat - interval '1 hour'")
        .update();

    sendingUntil(id, "now() + interval '1 second'");
    assertThat(slow.untouched(StateName.ENQUEUED)).isEmpty();

    sendingUntil(id, "now() - interval '1 second'");
    assertThat(slow.untouched(StateName.ENQUEUED)).hasSize(1);
  }

  /** JobRunr would tell of it with a stack trace, and stop its server after some of them. */
  @Test
  void oneWhoseNoteThatItsJobsRunMeetsALostConnectionGoesOn() {
    slow.storage.announceBackgroundJobServer(slow.status());
    Job running = slow.runningJob();
    Job ended = slow.storage.getJobById(running.getId());
    ended.succeeded();

    slow.database.isLost = true;
    running.updateProcessing();
    slow.storage.save(List.of(running));
    assertThat(slow.storage.isAway()).isTrue();
    assertThatThrownBy(() -> slow.storage.save(List.of(ended)))
        .isInstanceOf(StorageException.class);

    slow.database.isLost = false;
    slow.storage.signalBackgroundJobServerAlive(slow.status());
    running.updateProcessing();
    slow.storage.save(List.of(running));
    assertThat(slow.storage.isAway()).isFalse();
    assertThat(slow.storage.getJobById(running.getId()).getVersion())
        .isEqualTo(running.getVersion());
  }

  /** After some faults of its looks for lost and old jobs JobRunr would end its server. */
  @Test
  void oneWhoseMasterLooksForJobsWhileTheDatabaseIsAwayFindsNone() {
    slow.storage.announceBackgroundJobServer(slow.status());
    slow.database.isLost = true;

    assertThat(slow.untouched(StateName.PROCESSING)).isEmpty();
    assertThat(slow.storage.isAway()).isTrue();

    slow.database.isLost = false;
    slow.storage.signalBackgroundJobServerAlive(slow.status());
    slow.database.isLost = true;
    assertThat(slow.storage.deleteJobsPermanently(StateName.DELETED, Instant.now())).isZero();
    assertThat(slow.storage.isAway()).isTrue();
  }

  @Test
  void oneThatStopsWhileTheDatabaseIsAwayDoesSoQuietly() {
    slow.storage.announceBackgroundJobServer(slow.status());

    slow.database.isLost = true;

    assertThatCode(() -> slow.storage.signalBackgroundJobServerStopped(slow.status()))
        .doesNotThrowAnyException();
  }

  @Test
  void aNoteThatAJobRunsIsRefusedWhenSomebodyElseHasChangedIt() {
    Job running = slow.runningJob();
    Job copy = fast.storage.getJobById(running.getId());
    copy.delete("meanwhile");
    fast.storage.save(copy);

    running.updateProcessing();
    assertThatThrownBy(() -> slow.storage.save(List.of(running)))
        .isInstanceOf(ConcurrentJobModificationException.class);
    assertThat(slow.storage.isAway()).isFalse();
  }

  private static void sendingUntil(UUID id, String leaseEnd) {
    database
        .jdbc()
        .sql(
            "UPDATE delivery SET status = 'SENDING', attempt = 1, due_at = "
                + leaseEnd
                + " WHERE id = :id")
        .param("id", id)
        .update();
  }

  private static void heartbeatWas(String ago) {
    database
        .jdbc()
        .sql(
            "UPDATE jobrunr_backgroundjobservers SET lastheartbeat = lastheartbeat - interval '"
                + ago
                + "'")
        .update();
  }

  /** A machine with a wrong clock, and the storage of a worker on it. */
  private static final class Machine {

    final UUID id = UUID.randomUUID();
    final Clock clock;
    final LosableDatabase database = new LosableDatabase(worker.bean(DataSource.class));
    final QueueStorageProvider storage;

    Machine(Duration ahead) {
      this.clock = Clock.offset(worker.bean(Clock.class), ahead);
      this.storage =
          new QueueStorageProvider(
              database,
              worker.bean(JobMapper.class),
              worker.bean(JobReader.class),
              worker.bean(OwnQueues.class),
              worker.bean(TakenJobs.class),
              clock);
    }

    /** As JobRunr makes it from the machine's clock. */
    BackgroundJobServerStatus status() {
      Instant now = clock.instant();
      return new BackgroundJobServerStatus(
          id, "email-worker@test:1", 1, 5, TIMEOUT, TIMEOUT, now, now, true, new JobServerStats());
    }

    Job runningJob() {
      Job job =
          storage.getJobById(worker.bean(Deliveries.class).schedule(anEmail().build()).value());
      job.enqueue();
      job.startProcessingOn(worker.bean(BackgroundJobServer.class));
      storage.save(List.of(job));
      return job;
    }

    int removesServersThatTimedOut() {
      return storage.removeTimedOutBackgroundJobServers(clock.instant().minus(TIMEOUT));
    }

    List<Job> untouched(StateName state) {
      return storage.getJobList(
          state, clock.instant().minus(TIMEOUT), Paging.AmountBasedList.ascOnUpdatedAt(10));
    }
  }

  /** One whose connections break when a test says so. */
  private static final class LosableDatabase extends DelegatingDataSource {

    boolean isLost;

    LosableDatabase(DataSource database) {
      super(database);
    }

    @Override
    public Connection getConnection() throws SQLException {
      if (isLost) {
        throw new SQLException("An I/O error occurred while sending to the backend", "08006");
      }
      return super.getConnection();
    }
  }
}
