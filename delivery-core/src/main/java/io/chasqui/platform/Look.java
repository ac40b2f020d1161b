package io.chasqui.platform;

import java.time.Duration;
import java.util.Objects;
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
public final class Look<T> {

  private static final Logger log = LoggerFactory.getLogger(Look.class);

  /** All that an answer consists of is looked at side by side, and known within a second. */
  public static final Duration PATIENCE = Duration.ofMillis(700);

  private final Supplier<T> look;
  private final Duration kept;
  private final Duration patience;
  private final Executor thread;
  private @Nullable CompletableFuture<T> newest;
  private long startedAt;

  /**
   * @param name of the thread that looks
   * @param kept how long what was seen is told again without a further look
   * @param patience how long a look may take for whoever asks
   */
  public Look(String name, Duration kept, Duration patience, Supplier<T> look) {
    this.look = look;
    this.kept = kept;
    this.patience = patience;
    this.thread = OneThread.named(name);
  }

  /** Begins to look, unless somebody does, or did just now. */
  public synchronized void begin() {
    boolean isRecent = newest != null && System.nanoTime() - startedAt < kept.toNanos();
    if (isRecent || newest != null && !newest.isDone()) {
      return;
    }
    startedAt = System.nanoTime();
    newest = CompletableFuture.supplyAsync(look, thread);
  }

  /**
   * What is seen now, or was a moment ago.
   *
   * @return empty when the look failed, or takes too long
   */
  public Optional<T> result() {
    CompletableFuture<T> look = begun();
    try {
      return Optional.of(look.get(patienceLeft(), TimeUnit.NANOSECONDS));
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

  private synchronized CompletableFuture<T> begun() {
    begin();
    return Objects.requireNonNull(newest);
  }

  private synchronized long patienceLeft() {
    return Math.max(0, patience.toNanos() - (System.nanoTime() - startedAt));
  }
}
