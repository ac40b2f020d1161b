package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class QueuesIT {

  private static final int JOBS = 500;

  private final TestDatabase database = TestDatabase.fresh();
  private final List<ConfigurableApplicationContext> workers = new ArrayList<>();

  @AfterEach
  void stop() {
    workers.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void twoWorkersOfOneKindAndOneOfTheOtherDoEachJobOnceAndNoneOfTheWrongKind() {
    ConfigurableApplicationContext email1 = start(Queue.EMAIL);
    ConfigurableApplicationContext email2 = start(Queue.EMAIL);
    ConfigurableApplicationContext messaging = start(Queue.MESSAGING);
    Deliveries deliveries = email1.getBean(Deliveries.class);

    List<DeliveryId> emails = new ArrayList<>();
    List<DeliveryId> messages = new ArrayList<>();
    for (int i = 0; i < JOBS; i++) {
      if (i % 2 == 0) {
        emails.add(deliveries.schedule(anEmail().build()));
      } else {
        messages.add(deliveries.schedule(aTelegramMessage().build()));
      }
    }

    awaitDelivered(JOBS);
    assertThat(Stream.of(email1, email2).flatMap(QueuesIT::sentBy))
        .containsExactlyInAnyOrderElementsOf(emails);
    assertThat(sentBy(messaging)).containsExactlyInAnyOrderElementsOf(messages);
    assertThat(sentBy(email1)).as("the first e-mail worker had its share").isNotEmpty();
    assertThat(sentBy(email2)).as("the second e-mail worker had its share").isNotEmpty();
  }

  @Test
  void withoutItsWorkerAQueueWaitsUntouched() {
    ConfigurableApplicationContext email = start(Queue.EMAIL);
    Deliveries deliveries = email.getBean(Deliveries.class);
    DeliveryId message = deliveries.schedule(aTelegramMessage().build());
    deliveries.schedule(anEmail().build());
    awaitDelivered(1);
    String untouched = job(message);

    email.close();
    start(Queue.EMAIL).getBean(Deliveries.class).schedule(anEmail().build());
    awaitDelivered(2);

    assertThat(job(message)).isEqualTo(untouched);
    start(Queue.MESSAGING);
    awaitDelivered(3);
  }

  private ConfigurableApplicationContext start(Queue queue) {
    ConfigurableApplicationContext worker =
        TestWorker.start(database, queue, "chasqui.worker.concurrency=8");
    workers.add(worker);
    return worker;
  }

  private void awaitDelivered(int count) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(
                        database
                            .jdbc()
                            .sql("SELECT count(*) FROM delivery WHERE status = 'DELIVERED'")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(count));
  }

  private String job(DeliveryId id) {
    return database
        .jdbc()
        .sql("SELECT version || state || jobasjson FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .single();
  }

  private static Stream<DeliveryId> sentBy(ConfigurableApplicationContext worker) {
    List<ClaimedDelivery> sent = worker.getBean(ScriptedSender.class).sent();
    assertThat(sent.stream().map(ClaimedDelivery::channel).distinct())
        .hasSizeLessThanOrEqualTo(1)
        .isSubsetOf(Channel.EMAIL, Channel.TELEGRAM);
    return sent.stream().map(ClaimedDelivery::id);
  }
}
