package io.chasqui.platform.task;

import io.chasqui.platform.db.NotificationListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The loops of all sources of this process. Each hand of a source has a thread of its own, so that
 * one that hangs, or fails again and again, holds up no other source; one more listens for all of
 * them.
 */
public final class StepLoops implements SmartLifecycle {

  /** A step is short; what is longer is broken off with the connection, and rolled back. */
  private static final long STOP_MILLIS = 10_000;

  private final List<StepSource> sources;
  private final DataSource dataSource;
  private final JdbcClient jdbc;
  private final PlatformTransactionManager transactions;
  private final MeterRegistry meters;
  private final Map<String, Wakes> wakes = new LinkedHashMap<>();
  private final List<Thread> hands = new ArrayList<>();
  private volatile boolean isToStop;

  /**
   * @param sources each of another name
   */
  public StepLoops(
      List<StepSource> sources,
      DataSource dataSource,
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      MeterRegistry meters) {
    this.sources = List.copyOf(sources);
    this.dataSource = dataSource;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.meters = meters;
    for (StepSource source : sources) {
      if (wakes.put(source.name(), new Wakes()) != null) {
        throw new IllegalArgumentException("two sources of steps have one name: " + source.name());
      }
    }
  }

  /** Ended after requests are, which may write steps, and begun before them. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    if (sources.isEmpty() || isRunning()) {
      return;
    }
    isToStop = false;
    NotificationListener listener =
        new NotificationListener(
            dataSource,
            StepSignals.CHANNEL,
            "steps are found by polling, nobody is woken up",
            () -> wakes.values().forEach(Wakes::call),
            this::wake);
    hands.add(begin("steps-listener", listener));
    for (StepSource source : sources) {
      for (int hand = 1; hand <= source.hands(); hand++) {
        hands.add(begin("steps-" + source.name() + "-" + hand, loop(source)));
      }
    }
  }

  private StepLoop loop(StepSource source) {
    Wakes ofSource = Objects.requireNonNull(wakes.get(source.name()));
    return new StepLoop(source, jdbc, transactions, ofSource, () -> isToStop, meters);
  }

  private static Thread begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void wake(String source) {
    Wakes known = wakes.get(source);
    if (known != null) {
      known.call();
    }
  }

  /** Lets steps that were begun end, for a while; no other is begun. */
  @Override
  public synchronized void stop() {
    isToStop = true;
    wakes.values().forEach(Wakes::call);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    if (!hands.isEmpty()) {
      hands.get(0).interrupt();
    }
    for (Thread thread : hands) {
      join(thread, end);
      thread.interrupt();
    }
    hands.clear();
  }

  private static void join(Thread thread, long end) {
    try {
      thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return !hands.isEmpty();
  }
}
