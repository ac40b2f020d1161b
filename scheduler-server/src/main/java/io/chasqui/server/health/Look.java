package io.chasqui.server.health;

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
 * Something that is looked at when somebody asks, by one thread however many ask, and at most once
 * a second. Who asks waits for a short time only: what hangs is not known then.
 */
final class Look<T> {

  private static final Logger log = LoggerFactory.getLogger(Look.class);

  private static final Duration KEPT = Duration.ofSeconds(1);

  /** All that an answer consists of is looked at side by side, and known within a second. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final Supplier<T> look;
  private final Executor thread;
  private @Nullable CompletableFuture<T> newest;
  private long startedAt;

  /**
   * @param thread runs one task at a time
   */
  Look(Supplier<T> look, Executor thread) {
    this.look = look;
    this.thread = thread;
  }

  /** Begins to look, unless somebody does, or did just now. */
  synchronized void begin() {
    boolean isRecent = newest != null && System.nanoTime() - startedAt < KEPT.toNanos();
    if (isRecent || newest != null && !newest.isDone()) {
      return;
    }
    startedAt = System.nanoTime();
    newest = CompletableFuture.supplyAsync(look, thread);
  }

  /**
   * @return empty when the look failed, or takes too long
   */
  Optional<T> result() {
    CompletableFuture<T> look = begun();
    try {
      return Optional.of(look.get(patienceLeft(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      log.debug("A look at the server's state failed", e);
      return Optional.empty();
    }
  }

  private synchronized CompletableFuture<T> begun() {
    begin();
    return Objects.requireNonNull(newest);
  }

  private synchronized long patienceLeft() {
    return Math.max(0, PATIENCE.toNanos() - (System.nanoTime() - startedAt));
  }
}
