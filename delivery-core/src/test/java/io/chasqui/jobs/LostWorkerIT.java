package io.chasqui.jobs;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestWorker;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.ChannelPolicy;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryLedger;
import io.chasqui.delivery.DeliveryRunner;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.RunResult;
import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Workers that die or sleep in the middle of an attempt, played step by step on a real ledger. */
class LostWorkerIT {

  private static final RandomGenerator CHANCE = () -> 0L;
  private static final String CHANNEL = "test:peer";

  private static final TestDatabase database = TestDatabase.fresh();
  private static ConfigurableApplicationContext application;

  private final DeliveryLedger ledger = application.getBean(DeliveryLedger.class);
  private final ScriptedSender sender = new ScriptedSender();
  private final DeliveryRunner runner =
      new DeliveryRunner(
          ledger,
          sender,
          new ChannelPolicy(
              new RetrySchedule(List.of()), Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
          "second-worker",
          CHANCE,
          new SimpleMeterRegistry());

  @BeforeAll
  static void start() {
    application = TestWorker.start(database, Queue.MESSAGING);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @Test
  void nobodyElseTakesADeliveryDuringItsLease() {
    DeliveryId id = claimedFor(Duration.ofMinutes(5), OnUnknown.RESEND);

    RunResult result = runner.run(id);

    assertThat(result)
        .isInstanceOfSatisfying(
            RunResult.RunAgain.class,
            again -> assertThat(again.at()).isAfter(Instant.now().plusSeconds(200)));
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void anAttemptWhoseWorkerIsGoneIsUnknownAndSentOnceMore() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);

    RunResult first = runner.run(id);
    RunResult second = runner.run(id);

    assertThat(first).isInstanceOf(RunResult.RunAgain.class);
    assertThat(second).isInstanceOf(RunResult.Done.class);
    DeliveryView delivery = ledger.find(id).orElseThrow();
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.DELIVERED);
    assertThat(delivery.attempts().get(0).outcome()).isEqualTo(AttemptOutcome.UNKNOWN);
    assertThat(delivery.attempts().get(0).code()).isEqualTo("WORKER_LOST");
    assertThat(delivery.attempts().get(1).outcome()).isEqualTo(AttemptOutcome.DELIVERED);
  }

  @Test
  void anAttemptWhoseWorkerIsGoneIsHeldWhenAskedTo() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.HOLD);

    assertThat(runner.run(id)).isEqualTo(new RunResult.GaveUp("WORKER_LOST"));

    assertThat(ledger.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.UNCERTAIN);
    assertThat(sender.sent()).isEmpty();
  }

  @Test
  void aWorkerThatWakesUpTooLateRecordsNothing() {
    DeliveryId id = claimedFor(Duration.ZERO, OnUnknown.RESEND);
    runner.run(id);
    runner.run(id);

    boolean recorded =
        ledger.end(
            id, 1, new Outcome.PermanentFailure("TOO_LATE", null), DeliveryStatus.FAILED, true);

    assertThat(recorded).isFalse();
    assertThat(ledger.find(id).orElseThrow().status()).isEqualTo(DeliveryStatus.DELIVERED);
  }

  /** A delivery that the first worker has taken, and will say nothing more about. */
  private DeliveryId claimedFor(Duration lease, OnUnknown onUnknown) {
    DeliveryId id =
        application.getBean(Deliveries.class).schedule(anEmail().withOnUnknown(onUnknown).build());
    assertThat(ledger.claim(List.of(id), "first-worker", lease, CHANNEL)).hasSize(1);
    return id;
  }
}
