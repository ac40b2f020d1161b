package io.chasqui.worker.queue;

import io.chasqui.jobs.Queue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All queues of this process. */
public final class HostedQueues {

  private final Map<Queue, HostedQueue> queues;

  HostedQueues(List<HostedQueue> queues) {
    this.queues =
        queues.stream().collect(Collectors.toMap(HostedQueue::queue, Function.identity()));
  }

  Collection<HostedQueue> all() {
    return queues.values();
  }

  /** One of them; empty when this process does not run it. */
  public Optional<HostedQueue> of(Queue queue) {
    return Optional.ofNullable(queues.get(queue));
  }

  /** Lets the feed of the queue know, if it is one of these. */
  public void jobIsDue(Queue queue, Instant at) {
    of(queue).ifPresent(hosted -> hosted.feed().jobIsDue(at));
  }

  /** Lets all feeds look for work now. */
  void wake() {
    all().forEach(hosted -> hosted.feed().wake());
  }

  /**
   * Does it for each queue, whatever comes of the others.
   *
   * @throws RuntimeException the first that was thrown, when all are done
   */
  public void each(Consumer<HostedQueue> action) {
    RuntimeException first = null;
    for (HostedQueue hosted : all()) {
      first = tried(action, hosted, first);
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException tried(
      Consumer<HostedQueue> action, HostedQueue hosted, @Nullable RuntimeException before) {
    try {
      action.accept(hosted);
      return before;
    } catch (RuntimeException e) {
      if (before == null) {
        return e;
      }
      before.addSuppressed(e);
      return before;
    }
  }
}
