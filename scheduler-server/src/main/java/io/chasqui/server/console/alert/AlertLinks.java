package io.chasqui.server.console.alert;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.alert.Alert;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where what an alert is about is seen. */
final class AlertLinks {

  private static final String WORKERS = "/console/workers";
  private static final String WAITING =
      "/console/deliveries?status=QUEUED&status=RETRYING&channel=";

  private final List<ChannelState> channels;

  /**
   * @param channels as live workers tell of them
   */
  AlertLinks(List<ChannelState> channels) {
    this.channels = List.copyOf(channels);
  }

  /** The deliveries that wait for it; null: none do. */
  @Nullable String waiting(Alert alert) {
    Optional<Channel> ofProvider = known(alert).map(ChannelState::channel);
    return ofProvider
        .or(() -> ofKey(alert.subject()))
        .map(channel -> WAITING + channel.name())
        .orElse(null);
  }

  /** The provider, or else the queues and workers; null: it is about neither. */
  @Nullable String channel(Alert alert) {
    if (known(alert).isPresent()) {
      String key = URLEncoder.encode(alert.subject(), StandardCharsets.UTF_8);
      return WORKERS + "/provider?key=" + key;
    }
    return ofKey(alert.subject()).isPresent() ? WORKERS : null;
  }

  /** Of a storage no delivery's channel follows: those of several may be in it. */
  private Optional<ChannelState> known(Alert alert) {
    return channels.stream()
        .filter(one -> one.channelKey().equals(alert.subject()) && !one.isStorage())
        .findFirst();
  }

  /** By the word of its queue, or the beginning of a provider's key that no worker has any more. */
  private static Optional<Channel> ofKey(String subject) {
    String beginning = subject.split(":", 2)[0];
    return Arrays.stream(Channel.values())
        .filter(
            channel ->
                Queue.of(channel).word().equals(beginning)
                    || channel.name().toLowerCase(Locale.ROOT).equals(beginning)
                    || channel == Channel.EMAIL && beginning.equals("smtp"))
        .findFirst();
  }
}
