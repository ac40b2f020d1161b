package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.SystemStateQueries;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A channel's messages go to another provider than the preferred one, because that is left alone.
 * The subject is the key of the one that is left.
 */
final class FailoverCheck implements AlertCheck {

  /** Messages go out. */
  private static final AlertKind KIND = new AlertKind("PROVIDER_FAILOVER", AlertSeverity.WARNING);

  private final SystemStateQueries states;

  FailoverCheck(SystemStateQueries states) {
    this.states = states;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    List<ChannelState> all = states.channels();
    return all.stream()
        .filter(one -> one.isPreferred() && one.isLeft())
        .map(left -> new AlertCondition(KIND, left.channelKey(), detail(left, all)))
        .toList();
  }

  private static String detail(ChannelState left, List<ChannelState> all) {
    String inWhich =
        left.pauseReason() == null
            ? "left by " + left.away() + " of " + left.workers() + " workers"
            : "paused: " + left.pauseReason();
    String whoGetsThem =
        all.stream()
            .filter(one -> one.channel() == left.channel())
            .filter(one -> one.place() != null && !one.isPreferred() && !one.isLeft())
            .min(Comparator.comparing(one -> Objects.requireNonNull(one.place())))
            .map(one -> "messages go to " + one.channelKey())
            .orElse("no other one works");
    return inWhich + ", " + whoGetsThem;
  }
}
