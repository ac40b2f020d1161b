package io.chasqui.jobs;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.StoredDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.DeletedState;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.jobs.states.SucceededState;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrictJobJsonTest {

  private final StrictJobJson json = new StrictJobJson();
  private final JobMapper jobs = new JobMapper(json);
  private final Job job = aJob();

  @BeforeEach
  void resetTheTrap() {
    Trap.sprung = false;
  }

  @Test
  void readsItsOwnJobsWithAllThatCanHappenToThem() {
    Job seasoned =
        new Job(
            job.getId(),
            7,
            job.getJobDetails(),
            List.of(
                new ScheduledState(Instant.now(), "its job was lost"),
                new EnqueuedState(),
                new ProcessingState(UUID.randomUUID(), "worker"),
                new FailedState("the run broke off", new IllegalStateException("why")),
                new SucceededState(Duration.ofSeconds(1), Duration.ofMillis(1)),
                new DeletedState("done")),
            new ConcurrentHashMap<>(Map.of("jobRunrDashboardLog-1", "a text")));

    Job read = jobs.deserializeJob(jobs.serializeJob(seasoned));

    assertThat(read.getJobStates())
        .extracting(Object::getClass)
        .isEqualTo(seasoned.getJobStates().stream().map(Object::getClass).toList());
    assertThat(read.getMetadata()).isEqualTo(seasoned.getMetadata());
    assertThat(Queue.EMAIL.isJob(job.getJobSignature(), read.getJobDetails(), job.getId()))
        .isTrue();
  }

  @Test
  void readsAndWritesWhatJobRunrsOwnMapperDoes() {
    JobMapper stock = new JobMapper(new JacksonJsonMapper());

    assertThat(jobs.serializeJob(job)).isEqualTo(stock.serializeJob(job));
    assertThat(jobs.deserializeJob(stock.serializeJob(job)).hasState(StateName.SCHEDULED)).isTrue();
  }

  @Test
  void refusesAMethodThatNoWorkerOffers() {
    assertThatThrownBy(() -> read("io.chasqui.contract.job.EmailJobs", "java.lang.System"))
        .isInstanceOf(StrictJobJson.UnknownMethod.class);
    assertThatThrownBy(() -> read("io.chasqui.contract.job.EmailJobs", "io.chasqui.Jobs"))
        .isInstanceOf(StrictJobJson.UnknownMethod.class);
  }

  @Test
  void readsJobsOfContractsThatOnlyANewerVersionKnows() {
    assertThat(read("EmailJobs", "PagerJobs").getJobDetails().getClassName())
        .isEqualTo("io.chasqui.contract.job.PagerJobs");
    assertThat(read("\"deliver\"", "\"digest\"").getJobDetails().getMethodName())
        .isEqualTo("digest");
    String parameters = "\"jobParameters\":[";
    UUID first = new UUID(0, 7);
    String id =
        "{\"className\":\"java.util.UUID\",\"actualClassName\":\"java.util.UUID\",\"object\":\"%s\"},"
            .formatted(first);
    assertThat(read(parameters, parameters + id).getJobDetails().getJobParameterValues())
        .containsExactly(first, job.getId());
  }

  @Test
  void refusesArgumentsThatAreNoIds() {
    assertThatThrownBy(
            () -> read("\"className\":\"java.util.UUID\"", "\"className\":\"java.lang.String\""))
        .isInstanceOf(StrictJobJson.UnknownMethod.class);
  }

  @Test
  void refusesAStaticField() {
    assertThatThrownBy(() -> read("\"methodName\"", "\"staticFieldName\":\"out\",\"methodName\""))
        .isInstanceOf(StrictJobJson.UnknownMethod.class);
  }

  @Test
  void makesNoObjectOfAClassThatAParameterNames() {
    String id = "\"actualClassName\":\"java.util.UUID\"";
    assertThat(jobs.serializeJob(job)).contains(id);

    assertThatThrownBy(() -> read(id, "\"actualClassName\":\"" + Trap.class.getName() + "\""))
        .isInstanceOf(JobRunrException.class);
    assertThat(Trap.sprung).isFalse();
  }

  @Test
  void makesNoObjectOfAClassThatMetadataOrStatesName() {
    String trap = "\"@class\":\"" + Trap.class.getName() + "\"";

    assertThatThrownBy(() -> read("\"metadata\":{", "\"metadata\":{\"x\":{" + trap + "},"))
        .isInstanceOf(JobRunrException.class);
    assertThatThrownBy(() -> read("\"@class\":\"org.jobrunr.jobs.states.ScheduledState\"", trap))
        .isInstanceOf(JobRunrException.class);
    assertThat(Trap.sprung).isFalse();
  }

  @Test
  void readsNoRecurringJobs() {
    assertThatThrownBy(() -> json.deserialize("{}", RecurringJob.class))
        .isInstanceOf(StrictJobJson.UnknownMethod.class);
  }

  private Job read(String expected, String replacement) {
    String written = jobs.serializeJob(job);
    assertThat(written).contains(expected);
    return jobs.deserializeJob(written.replace(expected, replacement));
  }

  private static Job aJob() {
    StoredDelivery fresh =
        new StoredDelivery(DeliveryId.fresh(), anEmail().build(), Instant.now(), null);
    return DeliveryJobFactory.of(fresh.waiting(), Instant.now());
  }

  /** Whoever makes one of these has run code that a row named. */
  public static final class Trap {

    static volatile boolean sprung;

    public Trap() {
      sprung = true;
    }
  }
}
