package io.chasqui.platform.task;

import io.chasqui.platform.db.DatabaseAway;
import io.chasqui.platform.log.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the steps of one source as they become due: at once while there are some, then it sleeps
 * until the next one is due, until it is woken up, or for a few seconds. Any number of loops take
 * from one table, in one server or several: a row is in the hands of one of them, and what it does
 * there is committed with the note that it was done.
 */
final class StepLoop implements Runnable {

  /** Signals may be lost, and whoever had a row may have died: so late is a step at the most. */
  static final Duration LONGEST_SLEEP = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(StepLoop.class);

  private final StepSource source;
  private final StepTable table;
  private final TransactionTemplate transaction;
  private final Wakes wakes;
  private final BooleanSupplier isToStop;
  private final Timer done;
  private final Timer withdrawn;
  private final Timer failed;

  /** Of the round that is under way; this loop's thread is the only one that has it. */
  private @Nullable DueStep inHand;

  StepLoop(
      StepSource source,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Wakes wakes,
      BooleanSupplier isToStop,
      MeterRegistry meters) {
    this.source = source;
    this.table = new StepTable(jdbc, source);
    this.transaction = new TransactionTemplate(transactions);
    this.transaction.setTimeout(Math.toIntExact(source.longest().toSeconds()));
    this.wakes = wakes;
    this.isToStop = isToStop;
    // From the start on, so that the first failure is seen as a rise.
    this.done = timer("done", meters);
    this.withdrawn = timer("withdrawn", meters);
    this.failed = timer("failed", meters);
  }

  /** Runs until it is to stop, or its thread is interrupted; a step that was begun is ended. */
  @Override
  public void run() {
    try {
      while (!isToStop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
        long calls = wakes.count();
        Duration pause = turn();
        if (!pause.isZero()) {
          wakes.sleep(pause, calls);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes one step, if one is due.
   *
   * @return how long to sleep then
   */
  Duration turn() {
    long begin = System.nanoTime();
    inHand = null;
    try {
      Duration pause = Objects.requireNonNull(transaction.execute(status -> takeOne()));
      if (inHand != null) {
        count(done, begin);
      }
      return pause;
    } catch (RuntimeException e) {
      return inHand == null ? afterLook(e) : afterStep(inHand, e, begin);
    } catch (Error e) {
      // A hand that ended by it would be missed by nobody, and its source's work would stand still.
      RuntimeException told = new IllegalStateException("an error", e);
      return inHand == null ? afterLook(told) : afterStep(inHand, told, begin);
    }
  }

  private Duration takeOne() {
    Optional<DueStep> due = table.lockOldestDue();
    if (due.isEmpty()) {
      return Wakes.shorter(table.untilNext().orElse(LONGEST_SLEEP), LONGEST_SLEEP);
    }
    inHand = due.get();
    table.advance(due.get(), source.step().take(due.get()));
    return Duration.ZERO;
  }

  private static Duration afterLook(RuntimeException e) {
    FailureLog.tell(log, "Steps could not be looked for", "the next try is soon", e);
    return AFTER_FAILURE;
  }

  /** It may be the step's fault or the database's; who can be put off was the step's. */
  private Duration afterStep(DueStep step, RuntimeException failure, long begin) {
    count(failure instanceof StepWithdrawn ? withdrawn : failed, begin);
    try {
      Optional<StepTable.Failed> putOff = transaction.execute(status -> table.putOff(step));
      if (putOff != null) {
        putOff.ifPresent(wait -> tell(step, wait, failure));
      }
      return Duration.ZERO;
    } catch (RuntimeException e) {
      e.addSuppressed(failure);
      return afterLook(e);
    }
  }

  private void tell(DueStep failed, StepTable.Failed wait, RuntimeException failure) {
    String what =
        "Step %s of %s, of %s, failed %s times in a row and was rolled back"
            .formatted(failed.number(), failed.id(), source.name(), wait.times());
    String next = "the next try is in " + wait.pause().toSeconds() + " s";
    if (failure instanceof StepWithdrawn) {
      log.debug("Step {} of {}, of {}: {}", failed.number(), failed.id(), source.name(), failure);
    } else if (DatabaseAway.isReasonOf(failure)) {
      // The database is there, or it could not have been put off: a lock, a time-out.
      log.warn("{}: {}; {}", what, failure.toString(), next);
    } else {
      log.warn("{}; {}", what, next, failure);
    }
  }

  private Timer timer(String result, MeterRegistry meters) {
    return Timer.builder("chasqui.steps")
        .description("Steps of the server's own work, with the time that each took")
        .tag("source", source.name())
        .tag("result", result)
        .register(meters);
  }

  private static void count(Timer timer, long begin) {
    timer.record(Duration.ofNanos(System.nanoTime() - begin));
  }
}
