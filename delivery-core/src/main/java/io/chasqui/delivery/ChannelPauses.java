package io.chasqui.delivery;

import java.time.Duration;
import java.util.Optional;

/** The pauses that all workers keep to. */
public interface ChannelPauses {

  /** Pauses a provider; a longer pause that is already stored stays. */
  void pauseChannel(String channelKey, Duration pause, String reason);

  /** Empty when it may be asked. */
  Optional<ChannelPause> pauseOf(String channelKey);
}
