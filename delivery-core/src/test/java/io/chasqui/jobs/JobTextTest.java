package io.chasqui.jobs;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Band;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.StoredDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.DeletedState;
import org.jobrunr.jobs.states.EnqueuedState;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ProcessingState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jobrunr.jobs.states.SucceededState;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs of deliveries as text, against what JobRunr's own mapper makes of them. */
class JobTextTest {

  private static final Instant CREATED = Instant.parse("2026-11-30T09:00:00.1Z");
  private static final Instant DUE = Instant.parse("2026-11-30T10:00:00.123456Z");

  private final JacksonJsonMapper jobRunr = new JacksonJsonMapper();
  private final Job waiting = withHistory(new ScheduledState(DUE, null, CREATED));

  static Stream<Job> jobsOfAllStates() {
    List<JobState> history =
        List.of(
            new ScheduledState(DUE, "its \"job\" was lost: \\ \u0001 \u2028 ñ 🐝", CREATED),
            new EnqueuedState(DUE),
            new ProcessingState(UUID.randomUUID(), "email-worker@host \"1\"", DUE, CREATED),
            new FailedState("broke off", new IllegalStateException("why\n", new Error("so"))),
            new FailedState("m", JobRunsOn.class.getName(), null, null, null, "at\tx", true, DUE),
            new ScheduledState(DUE, (String) null),
            new EnqueuedState(),
            new ProcessingState(null, null, DUE),
            new SucceededState(Duration.ofNanos(999), Duration.ZERO, DUE),
            new SucceededState(Duration.ofMillis(-1_234), Duration.ofHours(3)),
            new DeletedState("no longer wanted"),
            new DeletedState(null, DUE));
    return IntStream.rangeClosed(1, history.size())
        .mapToObj(length -> withHistory(history.subList(0, length).toArray(JobState[]::new)));
  }

  @ParameterizedTest
  @MethodSource("jobsOfAllStates")
  void isWrittenAsJobRunrWritesIt(Job job) {
    assertThat(JobTextWriter.write(job)).isEqualTo(jobRunr.serialize(job));
  }

  @Test
  void isWrittenForEachContractAndBand() {
    for (Queue queue : Queue.values()) {
      for (Band band : Band.values()) {
        UUID id = UUID.randomUUID();
        Job job = new Job(id, 1, queue.job(id, band), List.of(new ScheduledState(DUE)), context());
        job.setJobName("SMS x");
        job.setAmountOfRetries(0);

        assertThat(JobTextWriter.write(job)).isEqualTo(jobRunr.serialize(job));
        assertThat(jobRunr.serialize(JobTextReader.read(jobRunr.serialize(job))))
            .isEqualTo(jobRunr.serialize(job));
      }
    }
  }

  @Test
  void keepsTheBeginningAndTheEndOfALongHistory() {
    JobState[] history =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new ScheduledState(DUE.plusSeconds(i), "again", CREATED.plusSeconds(i)))
            .toArray(JobState[]::new);
    String text = JobTextWriter.write(withHistory(history));

    List<JobState> kept = jobRunr.deserialize(text, Job.class).getJobStates();

    assertThat(kept).hasSize(40);
    assertThat(kept.get(0).getCreatedAt()).isEqualTo(CREATED);
    assertThat(kept.get(1).getCreatedAt()).isEqualTo(CREATED.plusSeconds(961));
    assertThat(kept.get(39).getCreatedAt()).isEqualTo(CREATED.plusSeconds(999));
  }

  @Test
  void isReadAsJobRunrReadsIt() {
    List<Job> waitingOnes =
        List.of(
            waiting,
            withHistory(new ScheduledState(DUE, "its job was lost", CREATED)),
            withHistory(new ScheduledState(DUE, null, CREATED), new EnqueuedState(DUE)));

    for (Job job : waitingOnes) {
      String text = jobRunr.serialize(job);
      Job read = JobTextReader.read(text);

      assertThat(read)
          .usingRecursiveComparison()
          .ignoringFields("locker")
          .isEqualTo(jobRunr.deserialize(text, Job.class));
      assertThat(JobTextWriter.write(read)).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @MethodSource("jobsOfAllStates")
  void isReadByOurMapperAsJobRunrReadsIt(Job job) {
    String text = jobRunr.serialize(job);

    assertThat(jobRunr.serialize(new StrictJobJson().deserialize(text, Job.class)))
        .isEqualTo(jobRunr.serialize(jobRunr.deserialize(text, Job.class)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ : { 'x':1, ",
        "'version':1 : 'version':0",
        "'version':1 : 'version':-1",
        "'version':1 : 'version':12345678901",
        "'version':1 : 'version':'1'",
        "EmailJobs',  : Nobody', ",
        "io.chasqui.contract.job.EmailJobs', : java.lang.Runtime',",
        "'deliver' : 'deliverBulk'",
        "'methodName' : 'staticFieldName':'out','methodName'",
        "'java.util.UUID' : 'java.lang.String'",
        "'cacheable':false : 'cacheable':true",
        "'object':' : 'object':'1",
        "ScheduledState : AwaitingState",
        "2026-11-30T10 : 2026-11-31T10",
        "'mdc- : 'mdc-x-",
        "'labels':[] : 'labels':['x']",
        "'labels':[]} : 'labels':[]} ",
        "'labels':[]} : 'labels':[]}}",
        "'amountOfRetries':0 : 'amountOfRetries':null",
        "q3-2026 : q3\\u00412026"
      })
  void isLeftToJobRunrsMapperWhenItHasAnyOtherShape(String change) {
    String[] parts = change.replace('\'', '"').split(" : ", 2);
    String text = jobRunr.serialize(waiting);
    assertThat(text).contains(parts[0].strip());

    assertThat(JobTextReader.read(text.replace(parts[0].strip(), parts[1]))).isNull();
  }

  @Test
  void isNotWrittenWhenItHasAnyOtherShape() {
    Job labelled = withHistory(new ScheduledState(DUE));
    labelled.setLabels(List.of("x"));
    Job recurring = withHistory(new ScheduledState(DUE));
    recurring.setRecurringJobId("daily");
    Job nameless = withHistory(new ScheduledState(DUE));
    nameless.setJobName(null);
    Job counting = withHistory(new ScheduledState(DUE));
    counting.getMetadata().put("jobRunrDashboardProgressBar-2", 0.5);
    Job foreign = ofDetails(new JobDetails("java.lang.Runtime", null, "exit", List.of()));
    Job ofTwo =
        ofDetails(
            new JobDetails(
                waiting.getJobDetails().getClassName(),
                null,
                "deliverChunk",
                List.of(new JobParameter(waiting.getId()), new JobParameter(waiting.getId()))));
    Job ofAnother =
        ofDetails(
            new JobDetails(
                waiting.getJobDetails().getClassName(),
                null,
                "deliver",
                List.of(new JobParameter(UUID.randomUUID()))));

    for (Job job : List.of(labelled, recurring, nameless, counting, foreign, ofTwo, ofAnother)) {
      assertThat(JobTextWriter.write(job)).isNull();
      assertThat(new StrictJobJson().serialize(job)).isEqualTo(jobRunr.serialize(job));
    }
  }

  @Test
  void isWhatIntakeStores() {
    StoredDelivery fresh = new StoredDelivery(DeliveryId.fresh(), anEmail().build(), CREATED, null);

    String text = JobTextWriter.write(DeliveryJobFactory.of(fresh.waiting(), CREATED));

    assertThat(text).isNotNull();
    assertThat(JobTextReader.read(text)).isNotNull();
  }

  @Test
  void hasNoRecurringJobs() {
    RecurringJob recurring =
        new RecurringJob(
            "daily", waiting.getJobDetails(), "0 0 * * *", "UTC", RecurringJob.CreatedBy.API);

    assertThat(new StrictJobJson().serialize(recurring)).isEqualTo(jobRunr.serialize(recurring));
  }

  private Job ofDetails(JobDetails details) {
    Job job =
        new Job(waiting.getId(), 1, details, new ArrayList<>(waiting.getJobStates()), context());
    job.setJobName("x");
    job.setAmountOfRetries(0);
    return job;
  }

  private static Job withHistory(JobState... history) {
    UUID id = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");
    Job job =
        new Job(id, history.length, Queue.EMAIL.job(id, Band.DIRECT), List.of(history), context());
    job.setJobName("EMAIL q3-2026");
    job.setAmountOfRetries(0);
    return job;
  }

  private static ConcurrentHashMap<String, Object> context() {
    return new ConcurrentHashMap<>(Map.of("mdc-correlationId", "q3-2026"));
  }

  private static final class JobRunsOn extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
