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
 * for a short time only: what hangs is not known then.
 *
 * @param <T> what is seen
 */
public final class CachedCheck<T> {

  private static final Logger log = LoggerFactory.getLogger(CachedCheck.class);

  /** All that an answer consists of is looked at side by side, and known within a second. */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private final Supplier<T> look;
  private final Duration kept;
  private final Duration patience;
  private final Executor thread;
  private @Nullable Begun<T> newest;

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
   *     takes too long
   */
  public synchronized Supplier<Optional<T>> begin() {
    Begun<T> begun = newest;
    if (begun == null || begun.seen.isDone() && begun.age().compareTo(kept) >= 0) {
      begun = new Begun<>(CompletableFuture.supplyAsync(look, thread), patience, System.nanoTime());
      newest = begun;
    }
    return begun;
  }

  private record Begun<T>(CompletableFuture<T> seen, Duration patience, long startedAt)
      implements Supplier<Optional<T>> {

    private Duration age() {
      return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    @Override
    public Optional<T> get() {
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
