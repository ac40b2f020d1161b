package io.chasqui.worker.jobrunr;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestDeliveries.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.scheduling.JobBuilder.aJob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.contract.job.EmailJobs;
import io.chasqui.contract.job.MessagingJobs;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.jobs.DeliveryJobFactory;
import io.chasqui.platform.log.Mdc;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jobrunr.jobs.lambdas.IocJobLambda;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.MDC;

/** A job that is built by us is stored as one that JobRunr's own scheduler made from a lambda. */
class DeliveryJobsTest {

  private static final UUID ID = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");

  private final JobMapper jobMapper = new JobMapper(new JacksonJsonMapper());

  static Stream<Arguments> deliveries() {
    return Stream.of(
        Arguments.of(
            anEmail().withCorrelationId("q3:2026").build(),
            (IocJobLambda<EmailJobs>) jobs -> jobs.deliver(ID)),
        Arguments.of(
            aTelegramMessage().build(), (IocJobLambda<MessagingJobs>) jobs -> jobs.deliver(ID)));
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void isStoredAsJobRunrsSchedulerStoresIt(DeliveryRequest delivery, IocJobLambda<?> lambda)
      throws Exception {
    Instant createdAt = Instant.parse("2025-12-31T00:00:00Z");
    String ours =
        jobMapper.serializeJob(
            DeliveryJobFactory.of(
                waiting(
                    new DeliveryId(ID),
                    delivery.channel(),
                    delivery.correlationId(),
                    delivery.scheduledTime()),
                createdAt));

    assertThat(withoutCreatedAt(ours)).isEqualTo(withoutCreatedAt(jobRunrs(delivery, lambda)));
    assertThat(ours).contains(createdAt.toString());
  }

  private String jobRunrs(DeliveryRequest delivery, IocJobLambda<?> lambda) {
    InMemoryStorageProvider storage = new InMemoryStorageProvider();
    storage.setJobMapper(jobMapper);
    try (MDC.MDCCloseable ignored =
        Mdc.with(Mdc.CORRELATION_ID, delivery.correlationId().value())) {
      new JobScheduler(storage)
          .create(
              aJob()
                  .withId(ID)
                  .withName(delivery.channel() + " " + delivery.correlationId())
                  .withAmountOfRetries(0)
                  .scheduleAt(delivery.scheduledTime())
                  .withJobLambda(lambda));
    }
    return jobMapper.serializeJob(storage.getJobById(ID));
  }

  private static JsonNode withoutCreatedAt(String job) throws Exception {
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(job);
    tree.remove("version");
    ((ObjectNode) tree.path("jobHistory").path(0)).remove("createdAt");
    return tree;
  }
}
