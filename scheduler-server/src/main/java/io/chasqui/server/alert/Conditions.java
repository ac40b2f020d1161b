package io.chasqui.server.alert;

import io.chasqui.contract.alert.AlertKind;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.FailureCode;
import io.chasqui.health.ChannelState;
import io.chasqui.health.QueueState;
import io.chasqui.health.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one place that says what a person should know of. */
final class Conditions {

  /**
   * A peer that asks for a pause works; if it never does anything else, failures in a row tell.
   * SERVICE_NOT_AVAILABLE is what a 421 of an SMTP server is, as when it has too many connections;
   * with SEND_FAILED a channel rests only where a 502 or 503 says for how long.
   */
  private static final Set<String> ASKED_FOR =
      Set.of(FailureCode.RATE_LIMITED, FailureCode.SEND_FAILED, "SERVICE_NOT_AVAILABLE");

  private final Readings readings;
  private final AlertSettings settings;

  Conditions(Readings readings, AlertSettings settings) {
    this.readings = readings;
    this.settings = settings;
  }

  /** All that there are now, at most one of a kind and subject. */
  List<Condition> now() {
    List<Condition> all = new ArrayList<>();
    Set<Channel> atFault = new HashSet<>();
    for (ChannelState channel : readings.channels()) {
      ofChannel(channel)
          .ifPresent(
              fault -> {
                all.add(fault);
                atFault.add(channel.channel());
              });
    }
    readings.queues().forEach(queue -> ofQueue(queue, atFault).ifPresent(all::add));
    quarantine().ifPresent(all::add);
    return all;
  }

  /** A queue that is late because nobody sends, or cannot, is told by that alone. */
  private Optional<Condition> ofQueue(QueueState queue, Set<Channel> atFault) {
    if (queue.workers() == 0) {
      return queue.isUsed() ? Optional.of(of(queue, AlertKind.NO_WORKER)) : Optional.empty();
    }
    boolean isLate = queue.oldestDue().compareTo(settings.backlogAge()) > 0;
    return isLate && Collections.disjoint(queue.queue().channels(), atFault)
        ? Optional.of(of(queue, AlertKind.BACKLOG))
        : Optional.empty();
  }

  private static Condition of(QueueState queue, AlertKind kind) {
    return new Condition(
        kind,
        queue.queue().word(),
        "oldest due delivery waits for " + queue.oldestDue().toSeconds() + " s");
  }

  /** One for all that is wrong with a peer: failures in a row, a fault and an open breaker. */
  private Optional<Condition> ofChannel(ChannelState channel) {
    List<String> details = new ArrayList<>();
    if (channel.consecutiveFailures() > settings.consecutiveFailures()) {
      details.add(channel.consecutiveFailures() + " failures in a row");
      details.add("last " + channel.lastFailureCode());
    }
    if (channel.open() > 0) {
      details.add("breaker open in " + channel.open() + " of " + channel.workers() + " workers");
    }
    if (channel.restReason() != null && !ASKED_FOR.contains(channel.restReason())) {
      details.add("rests: " + channel.restReason());
    }
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Condition(
                AlertKind.CHANNEL_FAULT, channel.channelKey(), String.join(", ", details)));
  }

  private Optional<Condition> quarantine() {
    int jobs = readings.quarantinedJobs();
    return jobs == 0
        ? Optional.empty()
        : Optional.of(new Condition(AlertKind.JOB_QUARANTINED, "jobs", jobs + " set aside"));
  }
}
