package io.chasqui.worker.attempt;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;

import chasqui.testapp.ScriptedSender;
import chasqui.testapp.TestPolicies;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.AttemptView;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.chasqui.worker.report.ReportSupply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A lane of which one provider may take what another one does not. */
class SeveralProvidersIT {

  private static final Lane LANE = Lane.of(Channel.EMAIL);
  private static final Provider FIRST = new Provider("test:first");
  private static final Provider SECOND = new Provider("test:second");
  private static final Duration HOUR = Duration.ofHours(1);

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.busy(Queue.MESSAGING);

  private long nanos;
  private final TwoProviders sender = new TwoProviders();
  private final ProviderCircuitBreakers breakers =
      new ProviderCircuitBreakers(sender, new SimpleMeterRegistry(), () -> nanos);
  private final DeliveryRunner runner =
      new DeliveryRunner(
          worker.bean(AttemptLedger.class),
          new Endings(
              worker.bean(AttemptLedger.class),
              RunningJobs.NONE,
              worker.bean(TransactionTemplate.class)),
          sender,
          breakers,
          ReportSupply.NEVER_NEEDED,
          TestDeliveries.worker("worker"),
          () -> 0L,
          new SimpleMeterRegistry(),
          Traces.carried(),
          UnsubscribeLinks.none());

  @AfterEach
  void nothingIsPaused() {
    worker.database().jdbc().sql("DELETE FROM channel_pause").update();
  }

  @Test
  void theSecondTakesWhatTheFirstDoesNotWhetherItIsPausedHereOrEverywhere() {
    breakers.of(LANE).get(0).pause(HOUR);
    runner.run(scheduled());
    breakers.of(LANE).get(0).pause(Duration.ZERO);
    pauseEverywhere(FIRST);
    runner.run(scheduled());

    assertThat(sender.took).containsExactly(SECOND, SECOND);
  }

  /** Or the job would be taken again at once, by the permit of the one that gets no delivery. */
  @Test
  void aLaneIsShutWhenOneIsPausedHereAndTheOtherEverywhere() {
    breakers.of(LANE).get(0).pause(HOUR);
    pauseEverywhere(SECOND);

    runner.run(scheduled());

    assertThat(sender.took).isEmpty();
    assertThat(breakers.isShut(LANE)).isTrue();
  }

  @Test
  void whatNoneMayTakeIsPutOffUntilTheFirstOfThemIsBack() {
    pauseEverywhere(FIRST);
    pauseEverywhere(SECOND);

    RunResult result = runner.run(scheduled());

    assertThat(result).isInstanceOf(RunResult.RunAgain.class);
    assertThat(breakers.isShut(LANE)).isTrue();
  }

  @Test
  void theSameAttemptGoesOnWithTheSecondWhenTheFirstIsAtFault() {
    sender.outcomes.put(FIRST, new ChannelFault("NO_CREDIT", "pay first", HOUR));
    DeliveryId id = scheduled();

    assertThat(runner.run(id)).isInstanceOf(RunResult.Delivered.class);

    assertThat(sender.took).containsExactly(FIRST, SECOND);
    AttemptView attempt = onlyAttempt(id);
    assertThat(attempt.outcome()).isEqualTo(AttemptOutcome.DELIVERED);
    assertThat(attempt.detail())
        .isEqualTo("test:first: NO_CREDIT pay first; test:second: accepted");
    assertThat(providerOf(id)).isEqualTo("test:second");
    assertThat(worker.bean(ChannelPauses.class).pauseOf(FIRST.key())).isPresent();
    assertThat(breakers.of(LANE))
        .extracting(ProviderCircuitBreaker::isPaused)
        .containsExactly(true, false);

    runner.run(scheduled());
    assertThat(sender.took).as("the next one").containsExactly(FIRST, SECOND, SECOND);
  }

  @Test
  void whenBothAreAtFaultTheAttemptTellsOfBothAndIsNotCounted() {
    sender.outcomes.put(FIRST, ChannelFault.unreachable("refused"));
    sender.outcomes.put(SECOND, new ChannelFault("RATE_LIMITED", null, HOUR));
    DeliveryId id = scheduled();

    assertThat(runner.run(id)).isInstanceOf(RunResult.RunAgain.class);

    assertThat(sender.took).containsExactly(FIRST, SECOND);
    assertThat(onlyAttempt(id).detail())
        .isEqualTo("test:first: SEND_FAILED refused; test:second: RATE_LIMITED");
    assertThat(worker.bean(ChannelPauses.class).pauseOf(FIRST.key())).isEmpty();
    assertThat(worker.bean(ChannelPauses.class).pauseOf(SECOND.key())).isPresent();
  }

  static Stream<Outcome> notTheProvidersFault() {
    return Stream.of(
        new Outcome.Unknown("NO_ANSWER", null),
        new Outcome.TemporaryFailure("SEND_FAILED", null),
        new Outcome.PermanentFailure("RECIPIENT_REJECTED", null));
  }

  @ParameterizedTest
  @MethodSource("notTheProvidersFault")
  void whatMayHaveBeenSentOrIsTheMessagesFaultGoesToNoOther(Outcome outcome) {
    sender.outcomes.put(FIRST, outcome);

    runner.run(scheduled());

    assertThat(sender.took).containsExactly(FIRST);
  }

  @Test
  void oneThatIsPausedEverywhereIsNotTurnedTo() {
    sender.outcomes.put(FIRST, ChannelFault.unreachable(null));
    pauseEverywhere(SECOND);
    DeliveryId id = scheduled();

    runner.run(id);

    assertThat(sender.took).containsExactly(FIRST);
    assertThat(providerOf(id)).isEqualTo("test:first");
  }

  @Test
  void whatTheFirstMayHaveStaysWithItAndGoesToNoOther() {
    DeliveryId id = unknownAt(FIRST);
    sender.outcomes.put(FIRST, ChannelFault.unreachable("refused"));

    assertThat(runner.run(id)).isInstanceOf(RunResult.RunAgain.class);

    assertThat(sender.took).containsExactly(FIRST, FIRST);
  }

  @Test
  void whatTheSecondMayHaveGoesToTheSecondThoughTheFirstWorks() {
    breakers.of(LANE).get(0).pause(HOUR);
    DeliveryId id = unknownAt(SECOND);
    nanos += HOUR.toNanos() + 1;

    assertThat(runner.run(id)).isInstanceOf(RunResult.Delivered.class);

    assertThat(sender.took).containsExactly(SECOND, SECOND);
    assertThat(attempts(id).get(1).provider()).isEqualTo("test:second");
    assertThat(breakers.of(LANE).get(0).acquire(1)).as("the first's permit is free").isOne();
  }

  @Test
  void whatTheFirstMayHaveWaitsForItWithoutLosingAnAttempt() {
    DeliveryId id = unknownAt(FIRST);
    breakers.of(LANE).get(0).pause(HOUR);

    assertThat(runner.run(id)).isInstanceOf(RunResult.RunAgain.class);

    assertThat(sender.took).containsExactly(FIRST);
    AttemptView attempt = attempts(id).get(1);
    assertThat(attempt.code()).isEqualTo("PROVIDER_AWAITED");
    assertThat(attempt.detail()).isEqualTo("test:first may have it");
  }

  @Test
  void whenTheFirstHasBeenDeadForAQuarterOfAnHourTheSecondGetsIt() {
    DeliveryId id = unknownAt(FIRST);
    sender.outcomes.put(FIRST, ChannelFault.unreachable("refused"));
    runner.run(id);
    nanos += Duration.ofMinutes(15).toNanos();
    isDue(id);
    assertThat(runner.run(id)).as("found dead by this").isInstanceOf(RunResult.RunAgain.class);
    isDue(id);

    assertThat(runner.run(id)).isInstanceOf(RunResult.Delivered.class);

    assertThat(sender.took).containsExactly(FIRST, FIRST, FIRST, FIRST, SECOND);
  }

  /** An attempt that this one did not answer, and that is due to be made again. */
  private DeliveryId unknownAt(Provider provider) {
    sender.outcomes.put(provider, new Outcome.Unknown("NO_ANSWER", null));
    DeliveryId id = scheduled();
    runner.run(id);
    sender.outcomes.remove(provider);
    isDue(id);
    return id;
  }

  private static void isDue(DeliveryId id) {
    worker
        .database()
        .jdbc()
        .sql("UPDATE delivery_state SET due_at = now() WHERE id = :id AND status = 'RETRYING'")
        .param("id", id.value())
        .update();
  }

  private static List<AttemptView> attempts(DeliveryId id) {
    return worker.bean(Deliveries.class).find(id).orElseThrow().attempts();
  }

  private static AttemptView onlyAttempt(DeliveryId id) {
    List<AttemptView> attempts = worker.bean(Deliveries.class).find(id).orElseThrow().attempts();
    assertThat(attempts).hasSize(1);
    return attempts.get(0);
  }

  private static String providerOf(DeliveryId id) {
    return worker
        .database()
        .jdbc()
        .sql("SELECT provider FROM delivery_attempt WHERE delivery_id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  private static DeliveryId scheduled() {
    return worker.bean(Deliveries.class).schedule(anEmail().build());
  }

  private static void pauseEverywhere(Provider provider) {
    worker.bean(ChannelPauses.class).pauseChannel(provider.key(), HOUR, "QUOTA_EXCEEDED");
  }

  /** Delivers, and remembers by which of the two. */
  private static final class TwoProviders extends ScriptedSender {

    private final List<Provider> took = new ArrayList<>();

    /** By those that do not deliver. */
    private final Map<Provider, Outcome> outcomes = new HashMap<>();

    TwoProviders() {
      super(Channel.EMAIL, TestPolicies.ONE_TRY, FIRST);
    }

    @Override
    public List<Provider> providers(String lane) {
      return List.of(FIRST, SECOND);
    }

    @Override
    public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
      took.add(provider);
      Outcome delivered = super.send(delivery, provider, journal);
      return outcomes.getOrDefault(provider, delivered);
    }
  }
}
