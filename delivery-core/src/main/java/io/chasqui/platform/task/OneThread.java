package io.chasqui.platform.task;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Executors of one thread, which ends when it has been idle for a while. */
public final class OneThread {

  private static final long SECONDS_WITHOUT_WORK = 30;

  private OneThread() {}

  /** Runs one task at a time, and does not hold up the end of the process. */
  public static Executor named(String name) {
    return new ThreadPoolExecutor(
        0,
        1,
        SECONDS_WITHOUT_WORK,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
