package io.chasqui.platform.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chasqui.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** Steps in a real PostgreSQL, taken by one server or two. */
class StepLoopsIT {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Of a poll that would have found it by itself a loop is told nothing. */
  private static final Duration BEFORE_A_POLL = StepLoop.LONGEST_SLEEP.minusSeconds(1);

  private static final TestDatabase database = TestDatabase.empty();
  private static final JdbcClient jdbc = database.jdbc();
  private static final DataSource pool = database.pool();
  private static final JdbcClient pooled = JdbcClient.create(pool);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final List<StepLoops> servers = new ArrayList<>();

  @BeforeAll
  static void thereIsWork() {
    for (String table : List.of("work", "other_work")) {
      jdbc.sql(
              """
              CREATE TABLE %1$s (
                id uuid PRIMARY KEY, step bigint NOT NULL, due_at timestamptz,
                failures integer NOT NULL DEFAULT 0)
              """
                  .formatted(table))
          .update();
    }
    jdbc.sql(
            "CREATE TABLE effect (id uuid, step bigint, due_at timestamptz, at timestamptz DEFAULT"
                + " clock_timestamp())")
        .update();
  }

  @BeforeEach
  void clear() {
    jdbc.sql("TRUNCATE work, other_work, effect").update();
  }

  @AfterEach
  void stop() {
    servers.forEach(StepLoops::stop);
  }

  @Test
  void twoServersTakeEachStepOnce() {
    jdbc.sql("INSERT INTO work SELECT gen_random_uuid(), 0, now() FROM generate_series(1, 100)")
        .update();

    for (int server = 1; server <= 2; server++) {
      start(source("work", 2, due -> done(due, due.number() < 2 ? NextStep.NOW : NextStep.NONE)));
    }

    await().until(() -> database.count("work WHERE step = 3 AND due_at IS NULL") == 100);
    assertThat(database.count("effect")).isEqualTo(300);
    assertThat(database.count("(SELECT DISTINCT id, step FROM effect) AS taken")).isEqualTo(300);
    assertThat(meters.get("chasqui.steps").tag("result", "done").timer().count()).isEqualTo(300);
  }

  @Test
  void noErrorEndsAHandAndNoMachineThatVanishesKeepsARow() {
    UUID id = work("now()");
    AtomicReference<String> longest = new AtomicReference<>();
    StepLoop loop =
        loop(
            source(
                "work",
                1,
                due -> {
                  if (longest.get() == null) {
                    longest.set(
                        pooled
                            .sql("SHOW idle_in_transaction_session_timeout")
                            .query(String.class)
                            .single());
                    throw new StackOverflowError("a fault of the step");
                  }
                  return NextStep.NONE;
                }));

    assertThat(loop.turn()).isZero();
    assertThat(secondsToWait(id)).isEqualTo(1);
    jdbc.sql("UPDATE work SET due_at = now()").update();
    assertThat(loop.turn()).isZero();

    assertThat(database.count("work WHERE step = 1 AND failures = 0 AND due_at IS NULL")).isOne();
    assertThat(longest).hasValue(LONGEST.toSeconds() + "s");
  }

  @Test
  void whatAStepHasDoneBeforeItFailsIsUndoneAndItWaitsLongerEachTime() {
    UUID id = work("now()");
    AtomicInteger tries = new AtomicInteger();
    StepLoop loop =
        loop(
            source(
                "work",
                1,
                due -> {
                  done(due, NextStep.NONE);
                  tries.incrementAndGet();
                  throw new IllegalStateException("a fault of the step");
                }));

    List<Integer> waits = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      assertThat(loop.turn()).isZero();
      waits.add(secondsToWait(id));
      jdbc.sql("UPDATE work SET due_at = now()").update();
    }

    assertThat(tries).hasValue(12);
    assertThat(database.count("effect")).isZero();
    assertThat(database.count("work WHERE step = 0 AND failures = 12")).isEqualTo(1);
    assertThat(waits).startsWith(1, 2, 4, 8).endsWith(256, 300, 300, 300);
    assertThat(meters.get("chasqui.steps").tag("result", "failed").timer().count()).isEqualTo(12);
  }

  @Test
  void aStepThatFailsHoldsUpNoOtherOfItsSourceAndIsTakenAgain() {
    UUID bad = work("now() - interval '1 minute'");
    UUID good = work("now()");
    AtomicInteger tries = new AtomicInteger();
    start(
        source(
            "work",
            1,
            due -> {
              if (due.id().equals(bad) && tries.incrementAndGet() == 1) {
                throw new IllegalStateException("a fault of the step");
              }
              return done(due, NextStep.NONE);
            }));

    await().until(() -> database.count("effect") == 2);
    assertThat(jdbc.sql("SELECT id FROM effect ORDER BY at").query(UUID.class).list())
        .containsExactly(good, bad);
    assertThat(database.count("work WHERE failures = 0")).isEqualTo(2);
  }

  @Test
  void aStepIsTakenWhenItIsDueAndNotBefore() {
    start(source("work", 1, due -> done(due, NextStep.NONE)));
    work("clock_timestamp() + interval '1.5 seconds'");
    jdbc.sql("NOTIFY chasqui_steps, 'work'").update();

    await().until(() -> database.count("effect") == 1);

    assertThat(
            jdbc.sql("SELECT at - due_at < '1 second' AND at >= due_at FROM effect")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aStepWrittenByAnotherServerWakesALoopUp() {
    start(source("work", 1, due -> done(due, NextStep.NONE)));
    await().until(() -> database.count(LISTENING) == 1);
    StepSignals ofAnother = new StepSignals(pooled, OneThread.named("signals"));

    for (int i = 1; i <= 3; i++) {
      int expected = i;
      work("now()");
      ofAnother.stepIsWritten("work");
      await().atMost(BEFORE_A_POLL).until(() -> database.count("effect") == expected);
    }
  }

  @Test
  void aSourceThatHangsHoldsUpNoOther() {
    CountDownLatch hangs = new CountDownLatch(1);
    work("now()");
    jdbc.sql("INSERT INTO other_work SELECT gen_random_uuid(), 0, now()").update();

    start(
        source("work", 1, due -> afterThat(hangs, due)),
        source("other_work", 1, due -> done(due, NextStep.NONE)));

    await().until(() -> database.count("other_work WHERE due_at IS NULL") == 1);
    assertThat(database.count("work WHERE due_at IS NULL")).isZero();
    hangs.countDown();
    await().until(() -> database.count("work WHERE due_at IS NULL") == 1);
  }

  @Test
  void aStepThatWasBegunEndsBeforeTheServerDoes() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    work("now()");
    work("now()");
    StepLoops server =
        start(
            source(
                "work",
                1,
                due -> {
                  begun.countDown();
                  pooled.sql("SELECT pg_sleep(0.5)").query((row, number) -> 1).single();
                  return done(due, NextStep.NONE);
                }));
    begun.await();

    server.stop();

    assertThat(server.isRunning()).isFalse();
    assertThat(database.count("effect")).as("and no other is begun").isEqualTo(1);
  }

  @Test
  void aRowThatItsStepHasDeletedIsDone() {
    UUID id = work("now()");
    StepLoop loop =
        loop(
            source(
                "work",
                1,
                due -> {
                  pooled.sql("DELETE FROM work WHERE id = :id").param("id", due.id()).update();
                  return done(due, NextStep.NONE);
                }));

    assertThat(loop.turn()).isZero();

    assertThat(database.count("work WHERE id = '" + id + "'")).isZero();
    assertThat(database.count("effect")).isEqualTo(1);
  }

  @Test
  void itGoesOnByItselfWhenTheDatabaseIsBack() {
    start(source("work", 1, due -> done(due, NextStep.NONE)));
    await().until(() -> database.count(LISTENING) == 1);

    database.refuseWrites();
    database.allowWrites();
    work("now()");

    await().until(() -> database.count("effect") == 1);
    await().until(() -> database.count(LISTENING) == 1);
  }

  private static final String LISTENING =
      "pg_stat_activity WHERE query = 'LISTEN chasqui_steps' AND datname = current_database()";

  private static StepSource source(String table, int hands, StepSource.Step step) {
    return new StepSource(table.replace('_', '-'), table, "id", hands, LONGEST, step);
  }

  private StepLoops start(StepSource... sources) {
    StepLoops server =
        new StepLoops(List.of(sources), pool, pooled, new JdbcTransactionManager(pool), meters);
    servers.add(server);
    server.start();
    return server;
  }

  private StepLoop loop(StepSource source) {
    return new StepLoop(
        source, pooled, new JdbcTransactionManager(pool), new Wakes(), () -> false, meters);
  }

  private static UUID work(String dueAt) {
    return jdbc.sql(
            "INSERT INTO work SELECT gen_random_uuid(), 0, %s RETURNING id".formatted(dueAt))
        .query(UUID.class)
        .single();
  }

  private static NextStep done(DueStep due, NextStep next) {
    pooled
        .sql("INSERT INTO effect (id, step, due_at) VALUES (:id, :step, :dueAt)")
        .param("id", due.id())
        .param("step", due.number())
        .param("dueAt", due.dueAt().atOffset(ZoneOffset.UTC))
        .update();
    return next;
  }

  private static NextStep afterThat(CountDownLatch latch, DueStep due) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return done(due, NextStep.NONE);
  }

  private static int secondsToWait(UUID id) {
    return jdbc.sql(
            "SELECT round(extract(epoch FROM due_at - clock_timestamp()))::int FROM work WHERE id ="
                + " :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
