package io.chasqui.server.notification.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;

/** The consumers of this server, a thread for each source. */
final class EventConsumers implements SmartLifecycle {

  /** A batch is short; what is longer is rolled back with its connection, and comes again. */
  private static final long STOP_MILLIS = 10_000;

  private final List<Function<BooleanSupplier, ConsumerLoop>> loops;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean isToStop;

  /**
   * @param loops made at the start, and told whether they are to stop
   */
  EventConsumers(List<Function<BooleanSupplier, ConsumerLoop>> loops) {
    this.loops = List.copyOf(loops);
  }

  @Override
  public synchronized void start() {
    isToStop = false;
    for (Function<BooleanSupplier, ConsumerLoop> loop : loops) {
      Thread thread = new Thread(loop.apply(() -> isToStop), "event-consumer-" + threads.size());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  @Override
  public synchronized void stop() {
    isToStop = true;
    for (Thread thread : threads) {
      try {
        thread.join(STOP_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread.interrupt();
    }
    threads.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !threads.isEmpty();
  }
}
