package io.chasqui.server.status.alert;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.delivery.FailureCode;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.SystemStateQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A channel's peer does not work, or does not take what we send. The subject is its key. */
final class ChannelFaultCheck implements AlertCheck {

  /** Nothing is sent. */
  private static final AlertKind KIND = new AlertKind("CHANNEL_FAULT", AlertSeverity.CRITICAL);

  /**
   * A peer that asks for a pause works; if it never does anything else, failures in a row tell.
   * SERVICE_NOT_AVAILABLE is what a 421 of an SMTP server is, as when it has too many connections;
   * with SEND_FAILED a channel rests only where a 502 or 503 says for how long. Whoever paused it
   * knows of it.
   */
  private static final Set<String> ASKED_FOR =
      Set.of(
          FailureCode.RATE_LIMITED,
          FailureCode.SEND_FAILED,
          FailureCode.PAUSED_BY_PERSON,
          "SERVICE_NOT_AVAILABLE");

  private final SystemStateQueries states;
  private final AlertSettings settings;

  ChannelFaultCheck(SystemStateQueries states, AlertSettings settings) {
    this.states = states;
    this.settings = settings;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    Map<String, AlertCondition> bySubject = new LinkedHashMap<>();
    states.channels().stream()
        .flatMap(channel -> fault(channel).stream())
        // The storage of several channels is one.
        .forEach(fault -> bySubject.putIfAbsent(fault.subject(), fault));
    return List.copyOf(bySubject.values());
  }

  /** Channels with a peer that does not work. */
  Set<Channel> atFault() {
    return states.channels().stream()
        .filter(channel -> fault(channel).isPresent())
        .map(ChannelState::channel)
        .collect(Collectors.toSet());
  }

  /** One for all that is wrong with a peer: failures in a row, a fault and an open breaker. */
  private Optional<AlertCondition> fault(ChannelState channel) {
    List<String> details = new ArrayList<>();
    if (channel.consecutiveFailures() > settings.consecutiveFailures()) {
      details.add(channel.consecutiveFailures() + " failures in a row");
      details.add("last " + channel.lastFailureCode());
    }
    if (channel.open() > 0) {
      details.add("breaker open in " + channel.open() + " of " + channel.workers() + " workers");
    }
    if (channel.pauseReason() != null && !ASKED_FOR.contains(channel.pauseReason())) {
      details.add("paused: " + channel.pauseReason());
    }
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new AlertCondition(KIND, channel.channelKey(), String.join(", ", details)));
  }
}
