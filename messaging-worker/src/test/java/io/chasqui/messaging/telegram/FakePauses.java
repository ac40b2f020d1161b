package io.chasqui.messaging.telegram;

import io.chasqui.delivery.ChannelPause;
import io.chasqui.delivery.ChannelPauses;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Pauses that are kept in memory; as in the ledger, a longer one stays. */
final class FakePauses implements ChannelPauses {

  private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

  @Override
  public void pauseChannel(String channelKey, Duration pause, String reason) {
    pauses.merge(
        channelKey,
        new Pause(reason, System.nanoTime() + pause.toNanos()),
        (stored, other) -> other.until() - stored.until() > 0 ? other : stored);
  }

  @Override
  public Optional<ChannelPause> pauseOf(String channelKey) {
    return Optional.ofNullable(pauses.get(channelKey))
        .map(pause -> new ChannelPause(pause.reason(), pause.left()))
        .filter(pause -> pause.left().compareTo(Duration.ZERO) > 0);
  }

  void forget() {
    pauses.clear();
  }

  /**
   * A pause.
   *
   * @param until by {@link System#nanoTime}
   */
  private record Pause(String reason, long until) {

    private Duration left() {
      return Duration.ofNanos(until - System.nanoTime());
    }
  }
}
