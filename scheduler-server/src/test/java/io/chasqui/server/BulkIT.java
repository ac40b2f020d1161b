package io.chasqui.server;

import static io.chasqui.testing.TestDeliveries.aTelegramMessage;
import static io.chasqui.testing.TestDeliveries.anEmail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.platform.task.NextStep;
import io.chasqui.platform.task.StepLoops;
import io.chasqui.platform.task.StepSource;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.audit.ActingFor;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.delivery.bulk.BulkAct;
import io.chasqui.server.delivery.bulk.BulkActs;
import io.chasqui.server.delivery.bulk.BulkBegin;
import io.chasqui.server.delivery.bulk.BulkDryRun;
import io.chasqui.server.delivery.bulk.BulkOrder;
import io.chasqui.server.delivery.bulk.BulkState;
import io.chasqui.server.delivery.bulk.BulkStore;
import io.chasqui.testing.TestJobs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Acts on many deliveries; nobody sends any here. */
class BulkIT {

  private static final Instant TOMORROW =
      Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);
  private static final Actor ANA = Actor.person("ana", "192.0.2.7", Actor.CONSOLE);
  private static final Actor BORIS = Actor.person("boris", "192.0.2.8", Actor.CONSOLE);

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();
  private static JdbcClient jdbc;
  private static Deliveries deliveries;
  private static BulkActs acts;

  @BeforeAll
  static void find() {
    jdbc = server.database.jdbc();
    deliveries = server.bean(Deliveries.class);
    acts = server.bean(BulkActs.class);
  }

  @AfterEach
  void endWhatIsLeft() {
    server.bean(StepLoops.class).start();
    acts.list(null, 100).stream()
        .filter(act -> !act.state().hasEnded())
        .forEach(act -> as(BORIS, () -> acts.stop(act.id())));
  }

  @Test
  void whatTheDryRunSaysIsWhatBecomesOfIt() {
    String of = fresh();
    List<DeliveryId> failed = stored(20, of);
    fail(failed);
    failed.subList(0, 6).forEach(BulkIT::mayHaveArrived);
    erase(failed.subList(18, 20));
    List<DeliveryId> waiting = stored(4, of);
    List<DeliveryId> delivered = stored(7, of);
    deliver(delivered);

    BulkOrder order = order(Decision.RETRY, of);
    BulkDryRun dry = acts.dryRun(order);

    assertThat(dry.total()).isEqualTo(31);
    assertThat(dry.untilId()).isEqualTo(delivered.get(6));
    assertThat(dry.wanted()).isEqualTo(12);
    assertThat(dry.surelyNotSent()).isEqualTo(12);
    assertThat(dry.mayHaveArrived()).isEqualTo(6);
    assertThat(dry.skipped())
        .isEqualTo(Map.of("DELIVERED", 7, "SCHEDULED", 4, "ERASED", 2, "MAY_HAVE_ARRIVED", 6));
    assertThat(dry.first()).hasSize(10);
    assertThat(dry.first().get(0).id()).isEqualTo(delivered.get(6).value());

    BulkAct done = done(as(ANA, () -> begin(order, dry)));

    assertThat(done.done()).isEqualTo(dry.wanted());
    assertThat(done.refused()).isEqualTo(dry.total() - dry.wanted());
    assertThat(acts.refusedBy(done.id())).isEqualTo(dry.skipped());
    assertThat(acts.refusals(done.id(), null, 100)).hasSize(19);
    assertThat(failed.subList(6, 18)).allMatch(id -> status(id) == DeliveryStatus.QUEUED);
    assertThat(failed.subList(0, 6)).allMatch(id -> status(id) == DeliveryStatus.FAILED);
    assertThat(waiting).allMatch(id -> status(id) == DeliveryStatus.SCHEDULED);
    assertThat(new TestJobs(server.database).state(failed.get(6).value().toString()))
        .isIn("SCHEDULED", "ENQUEUED");
  }

  @Test
  void whatMayHaveArrivedIsSentAgainOnlyWhenThatIsSaid() {
    String of = fresh();
    List<DeliveryId> failed = stored(3, of);
    fail(failed);
    mayHaveArrived(failed.get(0));
    BulkOrder also = new BulkOrder(Decision.RETRY, filter(of), null, true);

    BulkDryRun dry = acts.dryRun(also);
    BulkAct done = done(as(ANA, () -> begin(also, dry)));

    assertThat(dry.wanted()).isEqualTo(3);
    assertThat(dry.surelyNotSent()).isEqualTo(2);
    assertThat(dry.mayHaveArrived()).isEqualTo(1);
    assertThat(done.done()).isEqualTo(3);
  }

  @Test
  void eachDecisionIsInTheAuditAsItsPersonsOwn() {
    String of = fresh();
    List<DeliveryId> waiting = stored(3, of);

    BulkAct act = as(ANA, () -> begin(order(Decision.CANCEL, of)));
    done(act);

    for (DeliveryId id : waiting) {
      assertThat(status(id)).isEqualTo(DeliveryStatus.CANCELLED);
      assertThat(
              jdbc.sql(
                      "SELECT actor || ' ' || via || ' ' || act || ' ' || request_id"
                          + " FROM audit_entry WHERE object_id = :id")
                  .param("id", id.toString())
                  .query(String.class)
                  .single())
          .isEqualTo("ana CONSOLE delivery.cancelled of-ana");
    }
    assertThat(
            server.database.count(
                "audit_entry WHERE act = 'bulk-act.begun' AND actor = 'ana'"
                    + " AND object_id = '"
                    + act.id()
                    + "'"))
        .isEqualTo(1);
  }

  @Test
  void anotherTimeIsGivenToThoseThatWaitAndWhoseDeadlineIsLater() {
    String of = fresh();
    List<DeliveryId> waiting = stored(2, of);
    DeliveryId early =
        deliveries.schedule(
            anEmail()
                .withCorrelationId(of)
                .dueAt(TOMORROW)
                .expiringAt(TOMORROW.plusSeconds(60))
                .build());
    Instant later = TOMORROW.plusSeconds(600);
    BulkOrder order = new BulkOrder(Decision.RESCHEDULE, filter(of), later, false);

    BulkDryRun dry = acts.dryRun(order);
    done(as(ANA, () -> begin(order, dry)));

    assertThat(dry.skipped()).isEqualTo(Map.of("AFTER_DEADLINE", 1));
    assertThat(waiting).allMatch(id -> time(id).equals(later));
    assertThat(time(early)).isEqualTo(TOMORROW);
  }

  @Test
  void whatIsUncertainIsConfirmed() {
    String of = fresh();
    List<DeliveryId> uncertain = stored(2, of);
    end(uncertain, "UNCERTAIN");

    done(as(ANA, () -> begin(order(Decision.CONFIRM, of))));

    assertThat(uncertain).allMatch(id -> status(id) == DeliveryStatus.DELIVERED);
  }

  @Test
  void deliveriesThatCameAfterTheDryRunAreLeftAlone() {
    String of = fresh();
    List<DeliveryId> before = stored(20, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);

    List<DeliveryId> beforeItBegins = stored(5, of);
    BulkAct act = as(ANA, () -> begin(order, dry));
    List<DeliveryId> after = stored(5, of);
    BulkAct done = done(act);

    assertThat(done.done()).isEqualTo(20);
    assertThat(before).allMatch(id -> status(id) == DeliveryStatus.CANCELLED);
    assertThat(beforeItBegins).allMatch(id -> status(id) == DeliveryStatus.SCHEDULED);
    assertThat(after).allMatch(id -> status(id) == DeliveryStatus.SCHEDULED);
  }

  /** The connection is cut as the second chunk is all but committed, as when a server is killed. */
  @Test
  void anotherServerGoesOnWhereOneDiedAndChangesNoneTwice() throws InterruptedException {
    String of = fresh();
    List<DeliveryId> all = stored(1_200, of);
    server.bean(StepLoops.class).stop();
    CountDownLatch died = new CountDownLatch(1);
    StepSource steps = server.bean("bulkSteps", StepSource.class);
    StepLoops doomed =
        loops(
            due -> {
              NextStep next = steps.step().take(due);
              if (due.number() == 2) {
                died.countDown();
                killOwnConnection();
              }
              return next;
            });
    BulkAct act = as(ANA, () -> begin(order(Decision.CANCEL, of)));
    doomed.start();
    now(act);
    assertThat(died.await(60, TimeUnit.SECONDS)).isTrue();
    doomed.stop();
    BulkAct half = acts.get(act.id());

    server.bean(StepLoops.class).start();
    BulkAct done = done(act);

    assertThat(half.done()).isEqualTo(500);
    assertThat(done.done()).isEqualTo(1_200);
    assertThat(done.refused()).isZero();
    assertThat(server.database.count(cancelled(of) + " AND status = 'CANCELLED'")).isEqualTo(1_200);
    assertThat(all).hasSize(1_200);
    assertThat(server.database.count(entries(of))).isEqualTo(1_200);
    assertThat(server.database.count("(SELECT DISTINCT object_id FROM " + entries(of) + ") AS one"))
        .isEqualTo(1_200);
  }

  @Test
  void ofTwoPeopleAtOnceOneWaitsForTheOtherAndNothingIsDoneTwice() {
    String of = fresh();
    stored(8, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);
    server.bean(StepLoops.class).stop();
    BulkAct anas = as(ANA, () -> begin(order, dry));
    BulkAct boriss = as(BORIS, () -> begin(order, dry));
    BulkStore store = server.bean(BulkStore.class);

    assertThat(inTransaction(() -> store.start(anas.id(), Channel.EMAIL))).isTrue();
    assertThat(inTransaction(() -> store.start(boriss.id(), Channel.EMAIL)))
        .as("one for each channel")
        .isFalse();
    server.bean(StepLoops.class).start();

    assertThat(done(anas).done()).isEqualTo(8);
    BulkAct second = done(boriss);
    assertThat(second.done()).isZero();
    assertThat(acts.refusedBy(second.id())).isEqualTo(Map.of("CANCELLED", 8));
    assertThat(server.database.count(entries(of))).isEqualTo(8);
  }

  @Test
  void twoRunAtOnceAndNotTwoOfOneChannel() {
    server.bean(StepLoops.class).stop();
    BulkStore store = server.bean(BulkStore.class);
    UUID email = waitingAct(Channel.EMAIL);
    UUID emailToo = waitingAct(Channel.EMAIL);
    UUID any = waitingAct(null);
    UUID telegram = waitingAct(Channel.TELEGRAM);
    UUID sms = waitingAct(Channel.SMS);

    assertThat(inTransaction(() -> store.start(email, Channel.EMAIL))).isTrue();
    assertThat(inTransaction(() -> store.start(emailToo, Channel.EMAIL))).isFalse();
    assertThat(inTransaction(() -> store.start(any, null))).isFalse();
    assertThat(inTransaction(() -> store.start(telegram, Channel.TELEGRAM))).isTrue();
    assertThat(inTransaction(() -> store.start(sms, Channel.SMS))).as("the third").isFalse();
    as(BORIS, () -> acts.stop(email));
    assertThat(inTransaction(() -> store.start(sms, Channel.SMS))).isTrue();
  }

  @Test
  void oneThatIsStoppedBeforeItBeginsChangesNothing() {
    String of = fresh();
    List<DeliveryId> waiting = stored(3, of);
    BulkAct act = as(ANA, () -> begin(order(Decision.CANCEL, of)));

    BulkAct stopped = as(BORIS, () -> acts.stop(act.id()));
    now(act);

    assertThat(act.beginsAt()).isAfter(act.createdAt().plusSeconds(9));
    assertThat(stopped.state()).isEqualTo(BulkState.STOPPED);
    assertThat(stopped.stoppedBy()).isEqualTo("boris");
    await().until(() -> isDone(act));
    assertThat(waiting).allMatch(id -> status(id) == DeliveryStatus.SCHEDULED);
    assertThatExceptionOfType(RequestRefused.class).isThrownBy(() -> acts.stop(act.id()));
  }

  @Test
  void onceStopHasReturnedNothingIsChangedAnyMore() {
    String of = fresh();
    stored(60, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);
    BulkAct act =
        as(ANA, () -> acts.begin(order, new BulkBegin(dry.untilId(), dry.wanted(), 10, "a test")));
    now(act);
    await().until(() -> acts.get(act.id()).done() > 0);

    BulkAct stopped = as(BORIS, () -> acts.stop(act.id()));
    int changed = server.database.count(cancelled(of) + " AND status = 'CANCELLED'");

    assertThat(stopped.done()).isEqualTo(changed).isLessThan(60).isPositive();
    await().until(() -> isDone(act));
    assertThat(server.database.count(cancelled(of) + " AND status = 'CANCELLED'"))
        .isEqualTo(changed);
  }

  @Test
  void itDoesNotGoFasterThanItWasTold() {
    String of = fresh();
    stored(30, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);

    BulkAct act =
        as(ANA, () -> acts.begin(order, new BulkBegin(dry.untilId(), dry.wanted(), 10, null)));
    BulkAct done = done(act);

    // Three chunks of ten, and a second behind each before the end is found.
    assertThat(Duration.between(done.startedAt(), done.endedAt()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
    assertThat(done.rate(Instant.now())).isBetween(1.0, 10.5);
  }

  /** The newest is passed first, so what is behind the locked one waits. */
  @Test
  void whoIsInSomebodysHandsIsWaitedForAndHoldsUpNobody() throws SQLException {
    String of = fresh();
    List<DeliveryId> all = stored(10, of);
    BulkAct act = as(ANA, () -> begin(order(Decision.CANCEL, of)));
    try (Connection other = server.bean(DataSource.class).getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "SELECT FROM delivery_state WHERE id = '" + all.get(4) + "' FOR NO KEY UPDATE");
      now(act);

      await().until(() -> acts.get(act.id()).done() == 5);
      other.rollback();
      other.setAutoCommit(true);
    }
    assertThat(done(act).done()).isEqualTo(10);
  }

  @Test
  void itAsksAnewWhenTheFilterSelectsMoreOrFewerByMoreThanATenth() {
    String of = fresh();
    List<DeliveryId> all = stored(20, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);
    all.subList(0, 2).forEach(deliveries::cancel);
    as(ANA, () -> acts.stop(begin(order, dry).id()));

    deliveries.cancel(all.get(2));

    assertThatExceptionOfType(RequestRefused.class)
        .isThrownBy(() -> begin(order, dry))
        .withMessage("bulk-changed");
    assertThat(acts.dryRun(order).wanted()).isEqualTo(17);
  }

  @Test
  void aboutMoreThanAHundredItNeedsAReason() {
    String of = fresh();
    stored(101, of);
    BulkOrder order = order(Decision.CANCEL, of);
    BulkDryRun dry = acts.dryRun(order);

    for (int expected : new int[] {101, 100}) {
      BulkBegin begin = new BulkBegin(dry.untilId(), expected, null, " ");
      assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> acts.begin(order, begin));
    }
    assertThat(begin(order, dry).wanted()).isEqualTo(101);
  }

  @Test
  void aFilterThatSelectsNothingIsNoAct() {
    BulkDryRun dry = acts.dryRun(order(Decision.CANCEL, fresh()));

    assertThat(dry.total()).isZero();
    assertThat(dry.untilId()).isNull();
  }

  @Test
  void aFilterThatNamesARecipientIsErasedAndTheRestStays() {
    DeliveryId one =
        deliveries.schedule(anEmail().withCorrelationId(fresh()).dueAt(TOMORROW).build());
    DeliveryQuery filter =
        new DeliveryQuery(
            null,
            null,
            Channel.EMAIL,
            List.of("ivan@example.com"),
            null,
            null,
            null,
            null,
            null,
            1);
    BulkOrder order = new BulkOrder(Decision.CANCEL, filter, null, false);
    BulkAct act = as(ANA, () -> begin(order));
    done(act);
    BulkStore store = server.bean(BulkStore.class);

    assertThat(store.eraseFilters(Duration.ofDays(30), 10)).isZero();
    jdbc.sql("UPDATE bulk_act SET ended_at = now() - interval '31 days' WHERE id = :id")
        .param("id", act.id())
        .update();
    assertThat(store.eraseFilters(Duration.ofDays(30), 10)).isEqualTo(1);

    BulkAct erased = acts.get(act.id());
    assertThat(erased.filters()).isNull();
    assertThat(erased.done()).isPositive();
    assertThat(status(one)).isEqualTo(DeliveryStatus.CANCELLED);
    assertThat(store.remove(Duration.ofDays(30), 10)).isEqualTo(1);
    assertThat(server.database.count("bulk_step WHERE bulk_act_id = '" + act.id() + "'")).isZero();
  }

  private static String fresh() {
    return "bulk-" + UUID.randomUUID();
  }

  private static DeliveryQuery filter(String correlationId) {
    return new DeliveryQuery(
        correlationId, null, Channel.EMAIL, null, null, null, null, null, null, 1);
  }

  private static BulkOrder order(Decision act, String correlationId) {
    return new BulkOrder(act, filter(correlationId), null, false);
  }

  private static BulkAct begin(BulkOrder order) {
    return begin(order, acts.dryRun(order));
  }

  /** As fast as it goes. */
  private static BulkAct begin(BulkOrder order, BulkDryRun dry) {
    return acts.begin(order, new BulkBegin(dry.untilId(), dry.wanted(), 10_000, "a test"));
  }

  private static UUID waitingAct(@Nullable Channel channel) {
    String of = fresh();
    deliveries.schedule(anEmail().withCorrelationId(of).dueAt(TOMORROW).build());
    deliveries.schedule(aTelegramMessage().withCorrelationId(of).dueAt(TOMORROW).build());
    DeliveryQuery filter = new DeliveryQuery(of, null, null, null, null, null, null, null, null, 1);
    UUID id = begin(new BulkOrder(Decision.CANCEL, filter, null, false)).id();
    jdbc.sql("UPDATE bulk_act SET channel = :channel WHERE id = :id")
        .param("channel", channel == null ? null : channel.name(), Types.VARCHAR)
        .param("id", id)
        .update();
    return id;
  }

  private static <T> T as(Actor who, Supplier<T> what) {
    return ActingFor.call(who, "of-" + who.name(), what);
  }

  private static <T> T inTransaction(Supplier<T> what) {
    return new TransactionTemplate(server.bean(PlatformTransactionManager.class))
        .execute(status -> what.get());
  }

  private static StepLoops loops(StepSource.Step step) {
    return new StepLoops(
        List.of(
            new StepSource(
                "bulk-acts", "bulk_step", "bulk_act_id", 1, Duration.ofMinutes(1), step)),
        server.bean(DataSource.class),
        server.bean(JdbcClient.class),
        server.bean(PlatformTransactionManager.class),
        new SimpleMeterRegistry());
  }

  private static void killOwnConnection() {
    server
        .bean(JdbcClient.class)
        .sql("SELECT pg_terminate_backend(pg_backend_pid())")
        .query(Boolean.class)
        .single();
  }

  /** The ten seconds before it begins, and whatever it waits for, are over. */
  private static void now(BulkAct act) {
    jdbc.sql("UPDATE bulk_step SET due_at = now() WHERE bulk_act_id = :id AND due_at > now()")
        .param("id", act.id())
        .update();
    jdbc.sql("NOTIFY chasqui_steps, 'bulk-acts'").update();
  }

  private static BulkAct done(BulkAct act) {
    now(act);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> acts.get(act.id()).state() == BulkState.DONE);
    return acts.get(act.id());
  }

  /** Whether no step of it is to come. */
  private static boolean isDone(BulkAct act) {
    return server.database.count(
            "bulk_step WHERE due_at IS NULL AND bulk_act_id = '" + act.id() + "'")
        == 1;
  }

  private static List<DeliveryId> stored(int n, String correlationId) {
    DeliveryRequest one = anEmail().withCorrelationId(correlationId).dueAt(TOMORROW).build();
    return deliveries.scheduleAll(Collections.nCopies(n, one));
  }

  private static void fail(List<DeliveryId> ids) {
    end(ids, "FAILED");
  }

  private static void deliver(List<DeliveryId> ids) {
    end(ids, "DELIVERED");
  }

  private static void end(List<DeliveryId> ids, String status) {
    jdbc.sql(
            """
            UPDATE delivery_state
            SET status = :status, completed_at = now(), attempt = 1,
              failure_code = CASE WHEN :status <> 'DELIVERED' THEN 'TEST' END
            WHERE id = ANY (:ids)
            """)
        .param("status", status)
        .param("ids", ids.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .update();
    jdbc.sql("UPDATE jobrunr_jobs SET state = 'FAILED' WHERE id = ANY (CAST(:ids AS bpchar[]))")
        .param("ids", ids.stream().map(DeliveryId::toString).toArray(String[]::new))
        .update();
  }

  private static void mayHaveArrived(DeliveryId id) {
    jdbc.sql(
            """
            INSERT INTO delivery_attempt (delivery_id, number, worker, started_at, ended_at, outcome)
            VALUES (:id, 1, 'a worker', now(), now(), 'UNKNOWN')
            """)
        .param("id", id.value())
        .update();
  }

  private static void erase(List<DeliveryId> ids) {
    jdbc.sql("UPDATE delivery_state SET erased_at = now() WHERE id = ANY (:ids)")
        .param("ids", ids.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .update();
  }

  private static DeliveryStatus status(DeliveryId id) {
    return deliveries.find(id).orElseThrow().status();
  }

  private static Instant time(DeliveryId id) {
    return deliveries.find(id).orElseThrow().scheduledTime();
  }

  private static String cancelled(String correlationId) {
    return "delivery WHERE correlation_id = '" + correlationId + "'";
  }

  private static String entries(String correlationId) {
    return "audit_entry WHERE act = 'delivery.cancelled' AND correlation_id = '"
        + correlationId
        + "'";
  }
}
