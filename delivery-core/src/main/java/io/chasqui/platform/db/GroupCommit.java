package io.chasqui.platform.db;

import io.chasqui.platform.task.OneThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lets threads that write at the same time share one write, and so one commit. What comes while a
 * write is under way goes with the next one. Each caller returns after its own item is written, or
 * with the exception that kept it from being written.
 *
 * <p>A write that follows one of several items may wait for company, as long as that one took
 * (docs/adr/0024, docs/adr/0032), so that it keeps the database busy half of the time at the most;
 * after a lone one nobody else is to be expected.
 *
 * @param <T> what is written
 * @param <R> what came of it
 */
public final class GroupCommit<T, R> {

  private final int most;
  private final long longestRestNanos;
  private final Function<List<T>, List<R>> writer;
  private final Predicate<RuntimeException> isOneItemsFault;
  private final ConcurrentLinkedQueue<Waiting<T, R>> waiting = new ConcurrentLinkedQueue<>();
  private final Executor thread;

  /** After the last write. The writing thread's, which may be another one each time. */
  private volatile long restsUntil = System.nanoTime();

  /**
   * @param name of the writing thread
   * @param most items in one write
   * @param longestRest after a write of several items the next one begins as much later as that one
   *     took, but no more than this; callers that come meanwhile wait so long
   * @param writer writes all items or, after an exception, none; its results are in their order
   * @param isOneItemsFault whether an exception is about an item, so that the others can be written
   *     without it; otherwise it is all callers'
   */
  public GroupCommit(
      String name,
      int most,
      Duration longestRest,
      Function<List<T>, List<R>> writer,
      Predicate<RuntimeException> isOneItemsFault) {
    this.most = most;
    this.longestRestNanos = longestRest.toNanos();
    this.writer = writer;
    this.isOneItemsFault = isOneItemsFault;
    // Not a caller's, which may be interrupted. The callers hold up the end of the process.
    this.thread = OneThread.named(name);
  }

  /** Writes an item, with those of other threads. An interrupt does not end the wait. */
  public R write(T item) {
    Waiting<T, R> mine = new Waiting<>(item, new CompletableFuture<>());
    waiting.add(mine);
    thread.execute(this::writeNext);
    try {
      return mine.result().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** How many items wait for the next write. */
  int waiting() {
    return waiting.size();
  }

  private void writeNext() {
    if (!waiting.isEmpty()) {
      awaitCompany();
      long began = System.nanoTime();
      List<Waiting<T, R>> batch = next();
      write(batch);
      long ended = System.nanoTime();
      restsUntil = batch.size() > 1 ? ended + Math.min(ended - began, longestRestNanos) : ended;
    }
  }

  private void awaitCompany() {
    long left;
    while ((left = restsUntil - System.nanoTime()) > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private List<Waiting<T, R>> next() {
    List<Waiting<T, R>> batch = new ArrayList<>();
    Waiting<T, R> next;
    while (batch.size() < most && (next = waiting.poll()) != null) {
      batch.add(next);
    }
    return batch;
  }

  private void write(List<Waiting<T, R>> batch) {
    try {
      List<R> results = writer.apply(batch.stream().map(Waiting::item).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(results.get(i));
      }
    } catch (RuntimeException e) {
      if (batch.size() > 1 && isOneItemsFault.test(e)) {
        batch.forEach(one -> write(List.of(one)));
      } else {
        batch.forEach(one -> one.result().completeExceptionally(e));
      }
    } catch (Error e) {
      batch.forEach(one -> one.result().completeExceptionally(e));
      throw e;
    }
  }

  private record Waiting<T, R>(T item, CompletableFuture<R> result) {}
}
