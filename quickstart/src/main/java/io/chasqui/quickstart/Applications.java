package io.chasqui.quickstart;

import io.chasqui.quickstart.process.ChildProcess;
import io.chasqui.quickstart.process.ChildSpec;
import io.chasqui.quickstart.process.PidFiles;
import io.chasqui.quickstart.process.ProcessLog;
import io.chasqui.quickstart.process.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** The running applications: none outlives this. */
final class Applications implements AutoCloseable {

  /** All of them together, on a machine that may have much else to do. */
  static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

  private final ProcessLog log;
  private final Consumer<String> say;
  private final PidFiles pids;
  private final Duration patience;
  private final List<ChildProcess> children = new ArrayList<>();
  private final BlockingQueue<ChildProcess> unexpectedEnds = new LinkedBlockingQueue<>();
  private boolean closed;

  /**
   * None yet.
   *
   * @param log gets their lines
   * @param say gets lines for the person who runs the quickstart
   * @param patience how long they may take to end once told to
   */
  Applications(ProcessLog log, Consumer<String> say, PidFiles pids, Duration patience) {
    this.log = log;
    this.say = say;
    this.pids = pids;
    this.patience = patience;
  }

  /** Starts one; refuses once all are being ended, so that none slips through. */
  synchronized ChildProcess start(ChildSpec spec) {
    if (closed) {
      throw new IllegalStateException("The quickstart is ending; " + spec.name() + " not started");
    }
    ChildProcess child = ChildProcess.start(spec, log, unexpectedEnds::add);
    children.add(child);
    pids.remember(child);
    return child;
  }

  /** Waits until these are ready for work. */
  static void awaitReady(List<ChildProcess> started) throws InterruptedException {
    awaitReady(started, READY_TIMEOUT, ready -> {});
  }

  /**
   * Waits until these are ready for work, and stops waiting as soon as one of them has ended.
   *
   * @param onReady called once for each
   */
  static void awaitReady(
      List<ChildProcess> started, Duration timeout, Consumer<ChildProcess> onReady)
      throws InterruptedException {
    Readiness.await(started, timeout, onReady);
  }

  /** Waits for the first application that ends without having been told to. */
  ChildProcess awaitUnexpectedEnd() throws InterruptedException {
    return unexpectedEnds.take();
  }

  /** Asks all to end at once, waits for them together, and ends by force those that linger. */
  @Override
  public synchronized void close() {
    closed = true;
    children.forEach(ChildProcess::askToEnd);
    long deadline = System.nanoTime() + patience.toNanos();
    for (ChildProcess child : children) {
      Duration rest = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!child.awaitEnd(rest)) {
        say.accept(child + " did not end in time and is killed");
        child.kill();
      }
      pids.forget(child);
    }
    children.clear();
  }
}
