package io.chasqui.server.status;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.report.StorageSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a channel's peer is, as its live workers find it.
 *
 * @param channelKey names the peer, e.g. {@code smtp:HOST:PORT}; not for everybody
 * @param workers those that live
 * @param open of these, those that leave it alone because it does not work
 * @param halfOpen of these, those that probe it
 * @param consecutiveFailures the most that one of these found in a row
 * @param lastFailureCode why the newest of them failed, of some worker; null: none did
 * @param pauseReason why all workers leave it alone for a stated time now; null: they do not
 * @param away of these workers, those that leave it alone or only probe it, whatever the reason
 * @param place where it stands among several that its channel chooses from, the preferred one at 0;
 *     null: it stands alone
 */
public record ChannelState(
    String channelKey,
    Channel channel,
    int workers,
    int open,
    int halfOpen,
    int consecutiveFailures,
    @Nullable String lastFailureCode,
    @Nullable String pauseReason,
    int away,
    @Nullable Integer place) {

  /** Whether all that its channel sends goes to it, where nothing is wrong. */
  public boolean isPreferred() {
    return place != null && place == 0;
  }

  /** Whether some of its workers, or all, go to another one now where there is one. */
  public boolean isLeft() {
    return away > 0 || pauseReason != null;
  }

  /**
   * Whether it is the storage that the channel's reports are in, and nobody whom messages go to.
   */
  public boolean isStorage() {
    return channelKey.startsWith(StorageSettings.PEER);
  }
}
