package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When recipients of the directory are not to be disturbed, for those who store deliveries. */
public interface RecipientQuietTimes {

  /**
   * Looks for all of them at once.
   *
   * @return those that have quiet hours on the channel; the others, and those that are not in the
   *     directory, are not among them
   */
  Map<OnChannel, QuietTime> of(Set<OnChannel> recipients);

  /**
   * A recipient as one channel reaches it.
   *
   * @param recipient its id in the directory
   * @param channel over which it is written to
   * @param category of what is written, since some ignore quiet hours; null: of none
   */
  record OnChannel(UUID recipient, Channel channel, @Nullable String category) {}
}
