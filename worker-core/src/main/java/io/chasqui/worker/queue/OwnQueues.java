package io.chasqui.worker.queue;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.ChannelAdapter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The queues that this process runs: those of the channels whose adapters it has. */
public final class OwnQueues {

  private final Map<Queue, ChannelAdapter> adapters = new EnumMap<>(Queue.class);

  /**
   * @throws IllegalStateException when two adapters are of one channel
   */
  public OwnQueues(List<ChannelAdapter> adapters) {
    for (ChannelAdapter adapter : adapters) {
      Channel channel = adapter.channel();
      if (this.adapters.putIfAbsent(Queue.of(channel), adapter) != null) {
        throw new IllegalStateException("Two adapters are of the channel " + channel);
      }
    }
  }

  /** In the order of {@link Queue}. */
  public Set<Queue> queues() {
    return adapters.keySet();
  }

  ChannelAdapter adapter(Queue queue) {
    return Optional.ofNullable(adapters.get(queue)).orElseThrow();
  }

  /** Of the jobs that are taken here. */
  public Set<String> signatures() {
    return queues().stream()
        .flatMap(queue -> queue.jobSignatures().stream())
        .collect(Collectors.toSet());
  }
}
