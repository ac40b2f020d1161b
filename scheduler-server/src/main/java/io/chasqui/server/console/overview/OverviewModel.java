package io.chasqui.server.console.overview;

import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param alerts those that are open, newest first
 * @param facts how things stand
 * @param queues those that are in use
 * @param channels whom messages go to
 */
public record OverviewModel(
    List<OpenAlert> alerts,
    List<Fact> facts,
    List<QueueState> queues,
    List<ChannelState> channels) {

  public OverviewModel {
    alerts = List.copyOf(alerts);
    facts = List.copyOf(facts);
    queues = List.copyOf(queues);
    channels = List.copyOf(channels);
  }

  /**
   * An alert.
   *
   * @param what it is about, as the person reads it
   * @param detail codes and numbers
   * @param advice what to do, as the person reads it
   * @param waiting leads to the deliveries that wait for it; null: none do
   */
  public record OpenAlert(
      String what, String detail, Instant since, String advice, @Nullable String waiting) {}
}
