package io.chasqui.worker.attempt;

import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chasqui.testapp.TestPolicies;
import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.ActionLedger;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryCounters;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.link.UnsubscribeLinks;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestDatabase;
import io.chasqui.testing.TestDeliveries;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.ChannelAdapter;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.lane.PeerSlot;
import io.chasqui.worker.lane.PeerSlots;
import io.chasqui.worker.lane.ProviderCircuitBreaker;
import io.chasqui.worker.lane.ProviderCircuitBreakers;
import io.chasqui.worker.lane.Share;
import io.chasqui.worker.queue.TestWorkerExtension;
import io.chasqui.worker.report.ReportSupply;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** Attempts that are not allowed to finish, or whose outcome cannot be stored. */
class RefusedAttemptIT {

  @RegisterExtension
  static final TestWorkerExtension worker = TestWorkerExtension.busy(Queue.MESSAGING);

  private static final TestDatabase database = worker.database();

  private static final AtomicInteger HASHES = new AtomicInteger();

  private final AttemptLedger ledger = worker.bean(AttemptLedger.class);
  private final ActionLedger actions = worker.bean(ActionLedger.class);
  private final DeliveryQueries queries = worker.bean(DeliveryQueries.class);
  private final Set<String> away = ConcurrentHashMap.newKeySet();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AskingSender sender = new AskingSender();
  private final ProviderCircuitBreakers breakers =
      new ProviderCircuitBreakers(sender, new SimpleMeterRegistry());
  private final ProviderCircuitBreaker breaker = breakers.all().get(0);
  private final DeliveryRunner runner =
      new DeliveryRunner(
          thatIsAwayFor(away),
          endings(thatIsAwayFor(away)),
          sender,
          breakers,
          ReportSupply.NEVER_NEEDED,
          TestDeliveries.worker("worker"),
          () -> 0L,
          meters,
          Traces.carried(),
          UnsubscribeLinks.none());

  @Test
  void anAllowedAttemptEndsWithThePhaseItCameTo() {
    DeliveryId id = scheduled();

    runner.run(id);

    assertThat(sender.finished).isEqualTo(1);
    assertThat(find(id).attempts().get(0).phase()).isEqualTo(AttemptPhase.ANSWERED);
  }

  @Test
  void aDeadlineThatPassesDuringTheAttemptStopsItBeforeTheLastByte() {
    DeliveryId id = scheduled();
    sender.before = () -> jdbc("UPDATE delivery SET expires_at = now() WHERE status = 'SENDING'");

    runner.run(id);
    runner.run(id);

    assertThat(sender.finished).isZero();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.EXPIRED);
    assertThat(find(id).failureCode()).isEqualTo("EXPIRED");
  }

  @Test
  void whatIsSuppressedDuringTheAttemptIsNotSent() {
    DeliveryId id = scheduled();
    sender.before = () -> suppress(id);

    assertThat(runner.run(id)).isEqualTo(new RunResult.GaveUp("MANUAL"));

    assertThat(sender.finished).isZero();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(find(id).failureCode()).isEqualTo("MANUAL");
    assertThat(find(id).attempts()).hasSize(1);
  }

  @Test
  void whatIsSuppressedBeforeMakesNoAttempt() {
    DeliveryId id = scheduled();
    suppress(id);

    assertThat(runner.run(id)).isEqualTo(new RunResult.GaveUp("MANUAL"));

    assertThat(find(id).status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(find(id).attempts()).isEmpty();
  }

  @Test
  void aRetryOfWhatIsSuppressedEndsAlikeWhileTheEntryStandsAndIsSentWhenItIsGone() {
    DeliveryId id = scheduled();
    suppress(id);
    runner.run(id);

    assertThat(actions.revive(id)).isPresent();
    runner.run(id);
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.SUPPRESSED);

    jdbc("TRUNCATE suppression");
    assertThat(actions.revive(id)).isPresent();
    runner.run(id);
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.DELIVERED);
  }

  /** And nobody else's, of the same address, until that is lifted. */
  @Test
  void aHardBounceSuppressesTheAddressWithTheAttemptsEndAndAPersonMaySendThatDeliveryAgain() {
    DeliveryId id = scheduled();
    DeliveryId other = scheduled();
    HASHES.incrementAndGet();
    hash(id);
    hash(other);
    sender.answer =
        new Outcome.PermanentFailure(
            "RECIPIENT_REJECTED", "550 5.1.1 no such user", SuppressionReason.HARD_BOUNCE);
    runner.run(id);
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.FAILED);
    assertThat(
            database
                .jdbc()
                .sql(
                    """
                    SELECT reason || ' ' || channel || ' ' || masked_address || ' '
                      || (until - since)
                    FROM suppression WHERE source_delivery = :id
                    """)
                .param("id", id.value())
                .query(String.class)
                .list())
        .containsExactly("HARD_BOUNCE EMAIL i***@e***.com 90 days");

    sender.answer = null;
    runner.run(other);
    assertThat(find(other).status()).isEqualTo(DeliveryStatus.SUPPRESSED);
    assertThat(find(other).failureCode()).isEqualTo("HARD_BOUNCE");
    actions.revive(id);
    runner.run(id);
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void anErasedRecipientGetsNothing() {
    DeliveryId id = scheduled();
    sender.before =
        () -> {
          jdbc("UPDATE delivery_message SET recipient_id = id WHERE id = '%s'".formatted(id));
          jdbc(
              "INSERT INTO recipient (id, created_at, updated_at, erased_at) VALUES ('%s',"
                      .formatted(id)
                  + " now(), now(), now())");
        };

    runner.run(id);

    assertThat(sender.finished).isZero();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(find(id).failureCode()).isEqualTo("RECIPIENT_ERASED");
  }

  @Test
  void inQuietHoursItWaitsForTheirEndWithoutAnAttempt() {
    DeliveryId id = quietNow();

    RunResult result = runner.run(id);

    assertThat(find(id).attempts()).isEmpty();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(find(id).failureCode()).isEqualTo("QUIET_HOURS");
    assertThat(number("SELECT attempt FROM delivery_state WHERE id = '" + id + "'")).isZero();
    assertThat(result)
        .isInstanceOfSatisfying(
            RunResult.RunAgain.class,
            again -> {
              assertThat(again.at()).isEqualTo(find(id).nextAttemptAt());
              assertThat(again.at()).isBetween(Instant.now(), Instant.now().plusSeconds(3700));
            });
    assertThat(
            number(
                "SELECT extract(hour FROM quiet_from - due_at) FROM delivery_state WHERE id = '"
                    + id
                    + "'"))
        .as("hours from the end of these to the next ones")
        .isBetween(21L, 23L);
  }

  @Test
  void quietHoursThatBeginDuringTheAttemptStopItBeforeTheLastByte() {
    DeliveryId id = scheduled();
    sender.before = () -> setQuiet(id);

    runner.run(id);

    assertThat(sender.finished).isZero();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(number("SELECT failed_attempts FROM delivery WHERE id = '" + id + "'")).isZero();
  }

  @Test
  void whoseQuietHoursAreOverIsSentWhenTheNextOnesAreKnown() {
    DeliveryId id = quietNow();
    int hour = Instant.now().atOffset(ZoneOffset.UTC).plusHours(6).getHour();
    jdbc(
        "UPDATE delivery_message SET quiet_window = '%s:00-%s:00' WHERE id = '%s'"
            .formatted(two(hour), two((hour + 1) % 24), id));
    jdbc(
        "UPDATE delivery_state SET quiet_from = '-infinity', quiet_until = '-infinity' WHERE id ="
            + " '"
            + id
            + "'");

    runner.run(id);
    runner.run(id);

    assertThat(find(id).status()).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void aDeadlineInQuietHoursEndsItsWait() {
    DeliveryId id = quietNow();
    jdbc("UPDATE delivery SET expires_at = now() + interval '1 second' WHERE id = '" + id + "'");
    runner.run(id);
    assertThat(find(id).nextAttemptAt()).isBefore(Instant.now().plusSeconds(2));

    jdbc("UPDATE delivery SET expires_at = now(), due_at = now() WHERE id = '" + id + "'");
    runner.run(id);

    assertThat(find(id).status()).isEqualTo(DeliveryStatus.EXPIRED);
    assertThat(find(id).attempts()).isEmpty();
  }

  @Test
  void aFrozenWorkerFindsItsLeaseOverAndRecordsNothing() {
    DeliveryId id = scheduled();
    sender.before = RefusedAttemptIT::takeOver;

    assertThat(runner.run(id)).isEqualTo(new RunResult.Overtaken());

    assertThat(sender.finished).isZero();
    assertThat(find(id).attempts().get(0).outcome()).isNull();
  }

  @Test
  void anAttemptThatWasTakenOverMeanwhileTellsTheBreakerNothing() {
    sender.before = RefusedAttemptIT::takeOver;
    sender.answer = Outcome.ChannelFault.unreachable("closed while this worker slept");
    for (int i = 0; i < 5; i++) {
      runner.run(scheduled());
    }
    sender.answer = new Outcome.ChannelFault("SERVICE_NOT_AVAILABLE", "421 slept for too long");
    runner.run(scheduled());

    assertThat(breaker.isPaused()).isFalse();
    assertThat(breaker.failures().count()).isZero();
    assertThat(meters.find("chasqui.channel.faults").counter()).isNull();
    assertThat(number("SELECT count(*) FROM channel_pause WHERE reason = 'SERVICE_NOT_AVAILABLE'"))
        .isZero();
  }

  @Test
  void anAttemptThatItsOwnLedgerBreaksOffIsNoProbeOfThePeer() throws InterruptedException {
    sender.beforeThePeer = new Outcome.ChannelFault("BUSY", null, Duration.ofMillis(1));
    runner.run(scheduled());
    Thread.sleep(5);
    sender.beforeThePeer = null;
    sender.before = () -> jdbc("UPDATE delivery SET due_at = now() WHERE status = 'SENDING'");
    runner.run(scheduled());
    assertThat(breaker.isPaused()).isTrue();

    sender.before = () -> {};
    runner.run(scheduled());

    assertThat(breaker.isPaused()).isFalse();
  }

  @Test
  void nothingIsSentWhileTheLedgerCannotBeAskedAndTheTryIsNotCounted() {
    DeliveryId id = scheduled();
    away.add("lastByte");

    runner.run(id);

    assertThat(sender.finished).isZero();
    DeliveryView delivery = find(id);
    assertThat(delivery.status()).isEqualTo(DeliveryStatus.RETRYING);
    assertThat(delivery.failureCode()).isEqualTo("INTERNAL_ERROR");
    assertThat(number("SELECT failed_attempts FROM delivery WHERE id = '" + id + "'")).isZero();
    assertThat(breaker.failures().count()).as("of the channel").isZero();
  }

  @Test
  void whatFailsBeforeThePeerIsTriedIsNoFailureOfTheChannel() {
    sender.beforeThePeer = new Outcome.TemporaryFailure("REPORT_NOT_FOUND", null);
    runner.run(scheduled());
    assertThat(breaker.failures().count()).isZero();

    sender.beforeThePeer = Outcome.ChannelFault.unreachable("refused");
    runner.run(scheduled());
    assertThat(breaker.failures().count()).isOne();
  }

  @Test
  void anOutcomeOutlivesADatabaseThatIsAway() {
    DeliveryId id = scheduled();
    away.add("end");
    assertThatThrownBy(() -> runner.run(id)).isInstanceOf(DataAccessResourceFailureException.class);
    runner.recordLateOutcomes();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.SENDING);

    away.clear();
    runner.recordLateOutcomes();

    assertThat(sender.finished).isEqualTo(1);
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.DELIVERED);
  }

  @Test
  void anAttemptThatDoesNotReachThePeerIsNoProbeOfIt() throws InterruptedException {
    sender.beforeThePeer = new Outcome.ChannelFault("BUSY", null, Duration.ofMillis(1));
    runner.run(scheduled());
    Thread.sleep(5);
    sender.beforeThePeer = new Outcome.TemporaryFailure("REPORT_NOT_FOUND", null);
    runner.run(scheduled());
    assertThat(breaker.isPaused()).isTrue();

    sender.beforeThePeer = null;
    runner.run(scheduled());

    assertThat(breaker.isPaused()).isFalse();
  }

  @Test
  void aClaimThatCannotBeHandedBackIsHandedBackLater() {
    DeliveryId id = scheduled();
    runner.keep(runner.claim(List.of(id), breaker));
    away.add("handBack");
    assertThatThrownBy(runner::handBack).isInstanceOf(DataAccessResourceFailureException.class);

    away.clear();
    runner.handBack();

    assertThat(find(id).status()).isEqualTo(DeliveryStatus.QUEUED);
    assertThat(find(id).attempts()).isEmpty();
  }

  @Test
  void whatWasTakenAheadGoesBackWithoutAnAttemptWhenItsProviderIsShutMeanwhile() {
    DeliveryId id = scheduled();
    runner.keep(runner.claim(List.of(id), breaker));
    breaker.pause(Duration.ofHours(1));

    assertThat(runner.run(id)).isInstanceOf(RunResult.RunAgain.class);

    assertThat(sender.finished).isZero();
    assertThat(find(id).status()).isEqualTo(DeliveryStatus.QUEUED);
    assertThat(find(id).attempts()).isEmpty();
  }

  @Test
  void whoseTurnDoesNotComeGoesBackWithoutAnAttempt() {
    PeerSlots slots = new PeerSlots(1, 0, lane -> 1, () -> 0);
    slots.close();
    DeliveryId id = scheduled();
    DeliveryId unclaimed = scheduled();
    runner.keep(runner.claim(List.of(id), breaker));

    for (DeliveryId one : List.of(id, unclaimed)) {
      RunResult result = runner.run(one, slots.await(Share.own(Queue.MESSAGING)));

      assertThat(result).isInstanceOf(RunResult.RunAgain.class);
      assertThat(find(one).attempts()).isEmpty();
    }
    assertThat(sender.finished).isZero();
    runner.run(id);
    assertThat(sender.finished).as("with a turn").isEqualTo(1);
  }

  @Test
  void aSlotIsFreeWhenThePeerIsDoneAndNotOnlyWhenThatIsStored() {
    PeerSlots slots = new PeerSlots(1, 0, lane -> 1, () -> 0);
    Share share = Share.own(Queue.MESSAGING);
    DeliveryId id = scheduled();
    runner.keep(runner.claim(List.of(id), breaker));
    away.add("end");

    assertThatThrownBy(() -> runner.run(id, slots.await(share)))
        .isInstanceOf(DataAccessResourceFailureException.class);

    assertThat(slots.await(share).isHad()).isTrue();
  }

  @Test
  void whatAPersonSendsAfterAllIsLateFromThenOnWheneverItWasScheduledFor() {
    for (Duration fromNow : List.of(Duration.ofDays(30), Duration.ofDays(-30))) {
      DeliveryId id =
          worker
              .bean(Deliveries.class)
              .schedule(anEmail().dueAt(Instant.now().plus(fromNow)).build());
      assertThat(actions.cancel(id)).isTrue();
      assertThat(actions.revive(id)).isPresent();
      runner.run(id);
    }

    assertThat(lateness().count()).isEqualTo(2);
    assertThat(lateness().max(TimeUnit.SECONDS)).isLessThan(60);
  }

  @Test
  void aRestOfTheChannelDoesNotMakeADeliveryLessLate() {
    DeliveryId id =
        worker
            .bean(Deliveries.class)
            .schedule(anEmail().dueAt(Instant.now().minusSeconds(600)).build());
    ledger.putOff(id, Instant.now().minusSeconds(1), "QUOTA_EXCEEDED");

    runner.run(id);

    assertThat(lateness().max(TimeUnit.SECONDS)).isGreaterThanOrEqualTo(600);
  }

  @Test
  void aListenerHearsEachStepOfAnAttemptInItsOrder() {
    RecordingListener listener = new RecordingListener();

    attempts(listener).run(claimed(scheduled()), PeerSlot.UNCOUNTED);

    assertThat(listener.heard())
        .containsExactly("begins", "tried: DELIVERED", "ended: DELIVERED", "recorded", "close");
  }

  @Test
  void aListenerHearsOfARefusalAndOfAnOutcomeThatIsNotStored() {
    RecordingListener listener = new RecordingListener();
    Claim claim = claimed(scheduled());
    away.addAll(Set.of("lastByte", "tryAgain"));

    assertThatThrownBy(() -> attempts(listener).run(claim, PeerSlot.UNCOUNTED))
        .isInstanceOf(DataAccessResourceFailureException.class);

    assertThat(listener.heard())
        .containsExactly(
            "begins",
            "tried: TEMPORARY_FAILURE",
            "ended: TEMPORARY_FAILURE",
            "not recorded",
            "close");
  }

  private AttemptRunner attempts(AttemptListener listener) {
    AttemptLedger perhapsAway = thatIsAwayFor(away);
    return new AttemptRunner(
        perhapsAway,
        sender,
        new OtherProviders(perhapsAway, breakers),
        new OutcomePolicy(TestPolicies.ONE_TRY, () -> 0L),
        new AttemptRecorder(
            perhapsAway,
            endings(perhapsAway),
            new DeliveryCounters(meters),
            TestPolicies.ONE_TRY.lease()),
        claim -> listener,
        new LinkFiller(UnsubscribeLinks.none()));
  }

  private static Endings endings(AttemptLedger ledger) {
    return new Endings(ledger, RunningJobs.NONE, worker.bean(TransactionTemplate.class));
  }

  private Claim claimed(DeliveryId id) {
    return runner.claim(List.of(id), breaker).get(0);
  }

  private Timer lateness() {
    return meters.get("chasqui.delivery.lateness").timer();
  }

  private DeliveryId scheduled() {
    return worker.bean(Deliveries.class).schedule(anEmail().build());
  }

  private static void hash(DeliveryId id) {
    jdbc(
        "UPDATE delivery_message SET address_hash = decode(repeat('%s', 32), 'hex') WHERE id = '%s'"
            .formatted(Integer.toHexString(0xa0 + HASHES.get()), id));
  }

  private static void suppress(DeliveryId id) {
    HASHES.incrementAndGet();
    hash(id);
    jdbc(
        """
        INSERT INTO suppression (id, channel, address_hash, reason, since)
        SELECT id, channel, address_hash, 'MANUAL', now() FROM delivery_message WHERE id = '%s'
        """
            .formatted(id));
  }

  /** They began an hour ago, and end within the next one. */
  private DeliveryId quietNow() {
    DeliveryId id = scheduled();
    setQuiet(id);
    return id;
  }

  private static void setQuiet(DeliveryId id) {
    int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
    jdbc(
        "UPDATE delivery_message SET quiet_window = '%s:00-%s:00', time_zone = 'UTC' WHERE id = '%s'"
            .formatted(two((hour + 23) % 24), two((hour + 1) % 24), id));
    jdbc(
        "UPDATE delivery_state SET quiet_from = '-infinity', quiet_until = '-infinity' WHERE id ="
            + " '"
            + id
            + "'");
  }

  private static String two(int hour) {
    return (hour < 10 ? "0" : "") + hour;
  }

  private DeliveryView find(DeliveryId id) {
    return queries.find(id).orElseThrow();
  }

  /** As another worker does it that has taken this one for lost. */
  private static void takeOver() {
    jdbc("UPDATE delivery SET due_at = now(), attempt = attempt + 1 WHERE status = 'SENDING'");
  }

  private static void jdbc(String sql) {
    database.jdbc().sql(sql).update();
  }

  private static long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  /** The real one, but for the methods that are named. */
  private AttemptLedger thatIsAwayFor(Set<String> methods) {
    return (AttemptLedger)
        Proxy.newProxyInstance(
            AttemptLedger.class.getClassLoader(),
            new Class<?>[] {AttemptLedger.class},
            (proxy, method, arguments) -> {
              if (methods.contains(method.getName())) {
                throw new DataAccessResourceFailureException("away");
              }
              try {
                return method.invoke(ledger, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Asks, and sends when it may. */
  private static final class AskingSender implements ChannelAdapter {

    private Runnable before = () -> {};
    private @Nullable Outcome beforeThePeer;
    private @Nullable Outcome answer;
    private int finished;

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }

    @Override
    public ChannelPolicy policy() {
      return TestPolicies.ONE_TRY;
    }

    @Override
    public List<Provider> providers(String lane) {
      return List.of(new Provider("test:peer"));
    }

    @Override
    public Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal) {
      if (beforeThePeer != null) {
        return beforeThePeer;
      }
      journal.connected();
      before.run();
      if (answer != null) {
        return answer;
      }
      try {
        journal.beforeLastByte();
      } catch (IOException e) {
        return new Outcome.TemporaryFailure("CUT", e.getMessage());
      }
      finished++;
      journal.answered();
      return new Outcome.Delivered("1", null);
    }
  }
}
