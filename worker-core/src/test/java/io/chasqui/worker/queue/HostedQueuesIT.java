package io.chasqui.worker.queue;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static io.chasqui.testing.TestDeliveries.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.address.PhoneNumber;
import io.chasqui.jobs.LiveWorkers;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A worker with the queues of e-mail, Telegram and SMS. Telegram does not answer, SMS is paused for
 * an hour, and each has more that is due than its hands could take.
 */
class HostedQueuesIT {

  private static final int HANDS = 8;
  private static final int WAITING = 200;
  private static final int AT_ONCE = 200;
  private static final int ONE_BY_ONE = 60;
  private static final String LATER = "one by one";
  private static final Duration SOON = Duration.ofSeconds(90);

  private final CountDownLatch telegramAnswers = new CountDownLatch(1);

  /** Both at the same time, so that whatever else the machine does slows down both. */
  @Test
  void aPeerThatHangsAndOneThatIsPausedHoldUpNoOtherQueue() throws IOException {
    TestDatabase database = TestDatabase.fresh();
    TestDatabase ofAlone = TestDatabase.fresh();
    try (ConfigurableApplicationContext worker =
            start(database, List.of(Queue.EMAIL, Queue.MESSAGING, Queue.SMS));
        ConfigurableApplicationContext workerAlone = start(ofAlone, List.of(Queue.EMAIL));
        Closeable telegram = telegramAnswers::countDown) {
      burden(worker, database);

      mails(worker, workerAlone);
      awaitDelivered(database);
      awaitDelivered(ofAlone);

      Figures beside = figures(database);
      Figures alone = figures(ofAlone);
      assertThat(beside.seconds())
          .as("seconds for the mails that were due at once, beside %s and %s", beside, alone)
          .isLessThan(1.5 * alone.seconds() + 0.75);
      assertThat(beside.lateness())
          .as("lateness of half of those that became due one by one, %s and %s", beside, alone)
          .isLessThan(2 * alone.lateness() + 0.1);
      theOthersAreAsTheyWere(worker, database);
      tellsOfEachQueue(worker, database);
    }
  }

  private static ConfigurableApplicationContext start(TestDatabase database, List<Queue> queues) {
    return TestWorker.start(
        database,
        queues,
        "chasqui.worker.concurrency=" + HANDS,
        "chasqui.worker.queues.sms.concurrency=" + HANDS);
  }

  /** Until Telegram has all of its hands, and nothing of SMS is left to be taken. */
  private void burden(ConfigurableApplicationContext worker, TestDatabase database) {
    worker
        .getBean(ChannelPauses.class)
        .pauseChannel(TestWorker.peerOf(Channel.SMS).key(), Duration.ofHours(1), "QUOTA");
    ScriptedSender telegram = worker.getBean("messaging", ScriptedSender.class);
    IntStream.range(0, WAITING).forEach(i -> telegram.willDo(delivery -> awaitsAnswer()));
    Deliveries deliveries = worker.getBean(Deliveries.class);
    deliveries.scheduleAll(many(() -> aTelegramMessage().build()));
    deliveries.scheduleAll(many(() -> to(Channel.SMS, new PhoneNumber("+51987654321")).build()));
    await().atMost(SOON).until(() -> telegram.sent().size() == HANDS);
    await().atMost(SOON).until(() -> hosted(worker, Queue.SMS).feed().leavesJobsWaiting());
    assertThat(count(database, "channel = 'SMS' AND status = 'SENDING'")).isZero();
  }

  /** First many that are due at once, then some that become due one after the other. */
  private static void mails(ConfigurableApplicationContext... workers) {
    Instant first = Instant.now().plusSeconds(15);
    for (ConfigurableApplicationContext worker : workers) {
      Deliveries deliveries = worker.getBean(Deliveries.class);
      deliveries.scheduleAll(Stream.generate(() -> anEmail().build()).limit(AT_ONCE).toList());
      deliveries.scheduleAll(
          IntStream.range(0, ONE_BY_ONE)
              .mapToObj(i -> anEmail().withSubject(LATER).dueAt(first.plusMillis(50L * i)).build())
              .toList());
    }
  }

  private static Figures figures(TestDatabase database) {
    return database
        .jdbc()
        .sql(
            """
            SELECT
              extract(epoch FROM max(ended_at) FILTER (WHERE subject <> :later)
                - min(started_at) FILTER (WHERE subject <> :later)) AS seconds,
              percentile_cont(0.5) WITHIN GROUP (
                ORDER BY extract(epoch FROM started_at - scheduled_time))
                FILTER (WHERE subject = :later) AS lateness
            FROM delivery_attempt JOIN delivery ON delivery.id = delivery_id
            WHERE channel = 'EMAIL'
            """)
        .param("later", LATER)
        .query((row, number) -> new Figures(row.getDouble("seconds"), row.getDouble("lateness")))
        .single();
  }

  private static void theOthersAreAsTheyWere(
      ConfigurableApplicationContext worker, TestDatabase database) {
    assertThat(worker.getBean("messaging", ScriptedSender.class).sent()).hasSize(HANDS);
    assertThat(worker.getBean("sms", ScriptedSender.class).sent()).isEmpty();
    assertThat(count(database, "channel = 'TELEGRAM' AND status = 'SENDING'")).isEqualTo(HANDS);
    assertThat(count(database, "channel = 'SMS' AND attempt > 0"))
        .as("what is paused costs no attempt")
        .isZero();
  }

  private static void tellsOfEachQueue(
      ConfigurableApplicationContext worker, TestDatabase database) {
    assertThat(new LiveWorkers(database.jdbc()).byQueue())
        .as("the one worker counts for each queue that has workers in this version")
        .containsOnly(
            entry(Queue.EMAIL, 1L),
            entry(Queue.MESSAGING, 1L),
            entry(Queue.SMS, 1L),
            entry(Queue.PUSH, 0L),
            entry(Queue.WEBHOOK, 0L));
    assertThat(
            database
                .jdbc()
                .sql("SELECT channel_key FROM channel_health")
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder("test:email", "test:sms", "test:telegram");
    MeterRegistry meters = worker.getBean(MeterRegistry.class);
    assertThat(meters.get("chasqui.delivery.oldest.due.seconds").gauges())
        .extracting(gauge -> gauge.getId().getTag("queue"))
        .containsExactlyInAnyOrder("email", "messaging", "sms");
  }

  private Outcome awaitsAnswer() {
    try {
      telegramAnswers.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Outcome.Delivered("peer", null);
  }

  private static HostedQueue hosted(ConfigurableApplicationContext worker, Queue queue) {
    return worker.getBean(HostedQueues.class).of(queue).orElseThrow();
  }

  private static List<DeliveryRequest> many(Supplier<DeliveryRequest> delivery) {
    return Stream.generate(delivery).limit(WAITING).toList();
  }

  private static void awaitDelivered(TestDatabase database) {
    await()
        .atMost(SOON)
        .until(
            () ->
                count(database, "channel = 'EMAIL' AND status = 'DELIVERED'")
                    == AT_ONCE + ONE_BY_ONE);
  }

  private static int count(TestDatabase database, String condition) {
    return database
        .jdbc()
        .sql("SELECT count(*) FROM delivery WHERE " + condition)
        .query(Integer.class)
        .single();
  }

  /**
   * How the queue of e-mail did, in seconds.
   *
   * @param seconds from the first beginning to the last end of what was due at once
   * @param lateness the median of what became due one by one
   */
  private record Figures(double seconds, double lateness) {}
}
