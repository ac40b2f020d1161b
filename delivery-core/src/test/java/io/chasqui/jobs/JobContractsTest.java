package io.chasqui.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.contract.delivery.Channel;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jobrunr.jobs.JobDetails;
import org.jobrunr.jobs.JobParameter;
import org.jobrunr.utils.JobUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jobs are ours, and which of them workers of this version take. */
class JobContractsTest {

  private static final String NAMESPACE = "io.chasqui.contract.job.";
  private static final String ID = "java.util.UUID";

  /** Jobs as JobRunr itself would store them; shared-dto has the same signatures frozen. */
  @ParameterizedTest
  @CsvSource({"deliver, 1", "deliverBulk, 1", "deliverChunk, 2"})
  void everyReservedMethodIsOursAsJobRunrStoresIt(String method, int ids) {
    List<JobParameter> parameters = Collections.nCopies(ids, new JobParameter(new UUID(0, 1)));

    assertThat(
            Stream.of("EmailJobs", "MessagingJobs", "SmsJobs", "PushJobs", "WebhookJobs")
                .map(name -> new JobDetails(NAMESPACE + name, null, method, parameters)))
        .allSatisfy(job -> JobUtils.assertJobExists(job))
        .extracting(JobUtils::getJobSignature)
        .allMatch(JobContracts::isOurs)
        .allMatch(
            signature ->
                signature.endsWith(
                    "Jobs."
                        + method
                        + "("
                        + String.join(", ", Collections.nCopies(ids, ID))
                        + ")"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NAMESPACE + "PagerJobs.page(java.util.UUID)",
        NAMESPACE + "PagerJobs.pageAll()",
        NAMESPACE + "EmailJobs.deliver(java.util.UUID, java.util.UUID)",
        NAMESPACE + "EmailJobs.digest(java.util.UUID)",
      })
  void whatOnlyANewerVersionKnowsIsOurs(String signature) {
    assertThat(JobContracts.isOurs(signature)).isTrue();
    assertThat(Queue.taking(signature)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "zzz",
        NAMESPACE,
        NAMESPACE + "EmailJobs",
        NAMESPACE + "EmailJobs.deliver",
        NAMESPACE + "EmailJobs.deliver()x",
        NAMESPACE + "more.EmailJobs.deliver(java.util.UUID)",
        "x" + NAMESPACE + "EmailJobs.deliver(java.util.UUID)",
        "ioxchasqui.contract.job.EmailJobs.deliver(java.util.UUID)",
        "io.chasqui.contract.EmailJobs.deliver(java.util.UUID)",
        "java.lang.System.exit(int)",
      })
  void whatNamesNoContractIsNotOurs(String signature) {
    assertThat(JobContracts.isOurs(signature)).isFalse();
  }

  @Test
  void workersTakeTheDeliveriesOfEachQueueInBothBands() {
    for (String method : List.of("deliver", "deliverBulk")) {
      String signature = "." + method + "(java.util.UUID)";
      assertThat(Queue.taking(NAMESPACE + "EmailJobs" + signature)).contains(Queue.EMAIL);
      assertThat(Queue.taking(NAMESPACE + "MessagingJobs" + signature)).contains(Queue.MESSAGING);
      assertThat(Queue.taking(NAMESPACE + "SmsJobs" + signature)).contains(Queue.SMS);
      assertThat(Queue.taking(NAMESPACE + "WebhookJobs" + signature)).contains(Queue.WEBHOOK);
      assertThat(Queue.taking(NAMESPACE + "PushJobs" + signature)).contains(Queue.PUSH);
    }
    assertThat(Queue.taking(NAMESPACE + "EmailJobs.deliverChunk(java.util.UUID, java.util.UUID)"))
        .isEmpty();
  }

  @Test
  void everyChannelHasAQueueOfItsOwn() {
    assertThat(Arrays.stream(Queue.values()).map(Queue::channels))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Channel.values()).map(List::of).toList());
  }
}
