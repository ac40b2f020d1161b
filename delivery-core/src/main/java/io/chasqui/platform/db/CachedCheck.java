package io.chasqui.platform.db;

import io.chasqui.platform.task.OneThread;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is looked at when somebody asks, by one thread however many ask. Who asks waits
 * for a short time only. What is late then is told as it was seen last, or a machine that is busy
 * for a moment would be taken out; after two seconds it is not known. What fails is not known at
 * once.
 *
 * @param <T> what is seen
 */
public final class CachedCheck<T> {

  private static final Logger log = LoggerFactory.getLogger(CachedCheck.class);

  /** All that an answer consists of is looked at side by side, and known within a second. */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration MAY_BE_LATE = Duration.ofSeconds(2);

  private final Supplier<T> look;
  private final Duration kept;
  private final Duration patience;
  private final Executor thread;
  private @Nullable Begun<T> newest;
  private volatile @Nullable Seen<T> last;

  /**
   * @param name of the thread that looks
   * @param kept how long what was seen is told again without a further look
   * @param patience how long a look may take for whoever asks
   */
  public CachedCheck(String name, Duration kept, Duration patience, Supplier<T> look) {
    this.look = look;
    this.kept = kept;
    this.patience = patience;
    this.thread = OneThread.named(name);
  }

  /**
   * Begins to look, unless somebody does, or did just now. Several that are begun before the first
   * is asked for its result are waited for side by side.
   *
   * @return waits for what is seen by this look, whatever is begun later; empty when it failed, or
   *     takes too long and nothing was seen just now
   */
  public synchronized Supplier<Optional<T>> begin() {
    if (newest == null || newest.seen.isDone() && newest.age().compareTo(kept) >= 0) {
      newest =
          new Begun<>(
              CompletableFuture.supplyAsync(this::look, thread), patience, System.nanoTime());
    }
    Begun<T> begun = newest;
    return () -> begun.get().or(this::seenJustNow);
  }

  private T look() {
    try {
      T seen = look.get();
      last = new Seen<>(seen, System.nanoTime());
      return seen;
    } catch (RuntimeException e) {
      last = null;
      throw e;
    }
  }

  private Optional<T> seenJustNow() {
    return Optional.ofNullable(last)
        .filter(seen -> System.nanoTime() - seen.at() < MAY_BE_LATE.toNanos())
        .map(Seen::what);
  }

  private record Seen<T>(T what, long at) {}

  private record Begun<T>(CompletableFuture<T> seen, Duration patience, long startedAt) {

    private Duration age() {
      return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private Optional<T> get() {
      long left = patience.minus(age()).toNanos();
      try {
        return Optional.of(seen.get(Math.max(0, left), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (ExecutionException e) {
        log.debug("A look at the state failed", e);
        return Optional.empty();
      }
    }
  }
}
