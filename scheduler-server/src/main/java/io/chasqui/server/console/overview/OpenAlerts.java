package io.chasqui.server.console.overview;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.jobs.Queue;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.overview.OverviewModel.OpenAlert;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.alert.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of each open alert what it is, since when, what to do, and where what waits for it is. */
final class OpenAlerts {

  private static final String WAITING =
      "/console/deliveries?status=QUEUED&status=RETRYING&channel=";

  private OpenAlerts() {}

  static List<OpenAlert> of(List<Alert> alerts, List<ChannelState> channels, Words words) {
    return alerts.stream()
        .filter(alert -> alert.resolvedAt() == null)
        .map(alert -> open(alert, channels, words))
        .toList();
  }

  private static OpenAlert open(Alert alert, List<ChannelState> channels, Words words) {
    String kind = "alert." + alert.kind();
    return new OpenAlert(
        alert.id(),
        words.textOr(kind, alert.kind() + " " + alert.subject(), alert.subject()),
        alert.detail(),
        alert.raisedAt(),
        words.textOr(kind + ".advice", ""),
        waiting(alert, channels));
  }

  private static @Nullable String waiting(Alert alert, List<ChannelState> channels) {
    Optional<Channel> ofProvider =
        channels.stream()
            .filter(one -> one.channelKey().equals(alert.subject()) && !one.isStorage())
            .map(ChannelState::channel)
            .findFirst();
    return ofProvider
        .or(() -> ofKey(alert.subject()))
        .map(channel -> WAITING + channel.name())
        .orElse(null);
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
