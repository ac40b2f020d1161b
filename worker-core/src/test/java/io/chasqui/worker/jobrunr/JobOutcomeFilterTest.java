package io.chasqui.worker.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.job.EmailJobs;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jobrunr.JobRunrException;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.StateName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;

/** JobRunr's own lines are off, see chasqui-core.yml: each way to end has one of ours, or none. */
@ExtendWith(OutputCaptureExtension.class)
class JobOutcomeFilterTest {

  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  private final JobOutcomeFilter filter =
      new JobOutcomeFilter(Clock.fixed(NOW, ZoneOffset.UTC), (signature, dueAt) -> {});
  private final Job job =
      new Job(new JobDetails(EmailJobs.class.getName(), null, "deliver", List.of()));

  @Test
  void aFaultOfOursIsToldInOneLineAndRepeated(CapturedOutput output) {
    fails(new IllegalStateException("with ivan@example.com in it"));

    assertThat(job.getState()).isEqualTo(StateName.SCHEDULED);
    assertThat(told(output))
        .singleElement()
        .asString()
        .contains("WARN", job.getId().toString(), "IllegalStateException", "repeated in 5 s")
        .doesNotContain("ivan");
  }

  @Test
  void aJobThatCannotBeRunIsToldInOneLineAndNotRepeated(CapturedOutput output) {
    fails(new JobRunrException("not as it must be", true));

    assertThat(job.getState()).isEqualTo(StateName.ENQUEUED);
    assertThat(told(output))
        .singleElement()
        .asString()
        .contains("ERROR", job.getId().toString(), "JobRunrException");
  }

  @ParameterizedTest
  @MethodSource
  void whatOthersHaveToldIsNotToldAgain(Exception reason, CapturedOutput output) {
    fails(reason);

    assertThat(told(output)).isEmpty();
  }

  static Stream<Exception> whatOthersHaveToldIsNotToldAgain() {
    return Stream.of(
        new JobGaveUp("RECIPIENT_REJECTED"),
        new JobRunsAgain(NOW.plusSeconds(5), "BUSY"),
        new DataAccessResourceFailureException("away"));
  }

  private static Stream<String> told(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.matches(".* (WARN|ERROR) .*"));
  }

  private void fails(Exception reason) {
    filter.onStateElection(job, new FailedState("it broke off", reason));
  }
}
