package io.chasqui.server.notification.broker;

import io.chasqui.platform.db.DatabaseAway;
import io.chasqui.platform.log.FailureLog;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of one source, again and again: what it acknowledges is committed. While the
 * database is away it takes nothing, while the broker is away it tries to reach it.
 */
final class ConsumerLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);

  private final MessageSource source;
  private final MessageIntake intake;
  private final ConsumerStates states;
  private final ConsumedMeters meters;
  private final ConsumerPauses pauses;
  private final BooleanSupplier isToStop;
  private int brokerFailures;
  private int databaseFailures;
  private @Nullable Long toldAt;

  ConsumerLoop(
      MessageSource source,
      MessageIntake intake,
      ConsumerStates states,
      ConsumedMeters meters,
      ConsumerPauses pauses,
      BooleanSupplier isToStop) {
    this.source = source;
    this.intake = intake;
    this.states = states;
    this.meters = meters;
    this.pauses = pauses;
    this.isToStop = isToStop;
  }

  /** Runs until it is to stop, or its thread is interrupted; what it has begun is ended. */
  @Override
  public void run() {
    try {
      while (!isToStop.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
        turn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      source.close();
    }
  }

  /** Takes what there is, and pauses where something is away. */
  void turn() throws InterruptedException {
    try {
      List<BrokerMessage> messages = source.next();
      tellThatTheBrokerIsBack();
      if (!messages.isEmpty()) {
        take(messages);
      }
      report();
    } catch (BrokerAway e) {
      after(e);
    } catch (RuntimeException e) {
      // A fault of ours: what was given out comes again with another connection.
      log.error("Messages of {} could not be taken; the next try is soon", source.name().word(), e);
      after(new BrokerAway("a fault of ours", e));
    } catch (Error e) {
      // Nobody would miss the thread: what fails like this may go well the next time.
      log.error("Messages of {} could not be taken; the next try is soon", source.name().word(), e);
      after(new BrokerAway("an error of ours", e));
    }
  }

  private void take(List<BrokerMessage> messages) throws BrokerAway, InterruptedException {
    List<SetAside> dead;
    try {
      dead = intake.take(messages, source.wanted());
    } catch (RuntimeException e) {
      if (!DatabaseAway.isReasonOf(e)) {
        throw e;
      }
      FailureLog.databaseIsAway(
          log, "messages of " + source.name().word() + " wait at the broker", e);
      source.giveBack();
      // A broker may count how often it gives a message out, and set it aside in the end.
      do {
        databaseFailures++;
        stayInTouch(pauses.after(databaseFailures));
      } while (!isToStop.getAsBoolean() && !intake.isDatabaseThere());
      return;
    }
    databaseFailures = 0;
    source.done(dead);
    if (!dead.isEmpty()) {
      log.warn(
          "{} messages of {} are set aside among the dead letters; the first is {}: {}",
          dead.size(),
          source.name().word(),
          dead.get(0).message().id(),
          dead.get(0).reason());
    }
  }

  private void stayInTouch(Duration pause) throws BrokerAway, InterruptedException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < pause.toNanos() && !isToStop.getAsBoolean()) {
      source.idle();
    }
  }

  private void tellThatTheBrokerIsBack() {
    if (brokerFailures > 0) {
      log.info("Messages of {} are taken again", source.name().word());
      brokerFailures = 0;
      toldAt = null;
    }
  }

  private void after(BrokerAway away) throws InterruptedException {
    source.close();
    if (brokerFailures++ == 0) {
      log.warn("Messages of {} cannot be taken: {}", source.name().word(), away.getMessage());
    }
    tell(() -> states.away(source.name(), String.valueOf(away.getMessage())));
    Thread.sleep(pauses.after(brokerFailures).toMillis());
  }

  private void report() throws BrokerAway {
    long now = System.nanoTime();
    if (toldAt != null && now - toldAt < pauses.report().toNanos()) {
      return;
    }
    toldAt = now;
    MessageSource.Backlog backlog = source.backlog();
    meters.lag(backlog.waiting());
    tell(() -> states.connected(source.name(), backlog.dead()));
  }

  /** Nobody is told while the database is away. */
  private static void tell(Runnable report) {
    try {
      report.run();
    } catch (RuntimeException e) {
      FailureLog.tell(log, "How consumers are could not be noted", "the next try is soon", e);
    }
  }
}
