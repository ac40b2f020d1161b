package io.chasqui.server.status.health;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import io.chasqui.server.status.health.HealthReport.ChannelHealth;
import io.chasqui.server.status.health.HealthReport.QueueHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place that says what of queues and channels makes the server degraded. */
final class ReportedHealth {

  private ReportedHealth() {}

  /**
   * @param oldest a queue whose oldest due delivery is older does not get through
   */
  static Map<String, QueueHealth> queues(List<QueueState> states, Duration oldest) {
    return states.stream()
        .collect(Collectors.toMap(state -> state.queue().word(), state -> queue(state, oldest)));
  }

  private static QueueHealth queue(QueueState state, Duration oldest) {
    boolean isAlone = state.isUsed() && state.workers() == 0;
    boolean isOld = state.oldestDue().compareTo(oldest) > 0;
    return new QueueHealth(
        upUnless(isAlone || isOld), state.oldestDue().toSeconds(), state.workers());
  }

  /** A channel may have several peers, and a storage: without that, some messages can be sent. */
  static Map<String, ChannelHealth> channels(List<ChannelState> states) {
    Map<Channel, List<ChannelState>> byChannel =
        states.stream().collect(Collectors.groupingBy(ChannelState::channel));
    return byChannel.entrySet().stream()
        .collect(Collectors.toMap(one -> one.getKey().name(), one -> channel(one.getValue())));
  }

  private static ChannelHealth channel(List<ChannelState> peers) {
    boolean isShut =
        peers.stream()
            .filter(peer -> !peer.isStorage())
            .allMatch(peer -> peer.open() == peer.workers());
    int open = peers.stream().mapToInt(ChannelState::open).sum();
    int halfOpen = peers.stream().mapToInt(ChannelState::halfOpen).sum();
    boolean isPaused = peers.stream().anyMatch(peer -> peer.pauseReason() != null);
    String breaker =
        open > 0 && isShut
            ? "OPEN"
            : open > 0 ? "SOME_OPEN" : halfOpen > 0 ? "HALF_OPEN" : "CLOSED";
    return new ChannelHealth(upUnless(open > 0 || isPaused), breaker, isPaused);
  }

  /** Whether nothing of these is degraded. */
  static boolean areUp(Map<String, QueueHealth> queues, Map<String, ChannelHealth> channels) {
    return Stream.concat(
            queues.values().stream().map(QueueHealth::status),
            channels.values().stream().map(ChannelHealth::status))
        .allMatch(status -> status == Status.UP);
  }

  private static Status upUnless(boolean isDegraded) {
    return isDegraded ? Status.DEGRADED : Status.UP;
  }
}
