package io.chasqui.server.console.overview;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.server.console.OverviewCard.Fact;
import io.chasqui.server.console.chart.Chart;
import io.chasqui.server.status.ChannelState;
import io.chasqui.server.status.QueueState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param period that is looked back over
 * @param tag names what it shows
 * @param readAt when it was so
 * @param awaySince since when the database does not answer; null: it does
 * @param alerts those that are open, newest first
 * @param facts how things stand
 * @param charts the same over time
 * @param undelivered the newest that did not arrive
 * @param queues those that are in use
 * @param channels whom messages go to
 * @param isEmpty whether there are no deliveries at all
 */
public record OverviewModel(
    Period period,
    String tag,
    Instant readAt,
    @Nullable Instant awaySince,
    List<OpenAlert> alerts,
    List<Fact> facts,
    List<Chart> charts,
    List<Row> undelivered,
    List<QueueState> queues,
    List<ChannelState> channels,
    boolean isEmpty) {

  public OverviewModel {
    alerts = List.copyOf(alerts);
    facts = List.copyOf(facts);
    charts = List.copyOf(charts);
    undelivered = List.copyOf(undelivered);
    queues = List.copyOf(queues);
    channels = List.copyOf(channels);
  }

  /** All that may be chosen. */
  public List<Period> periods() {
    return List.of(Period.values());
  }

  /**
   * An alert.
   *
   * @param id of it
   * @param what it is about, as the person reads it
   * @param detail codes and numbers
   * @param advice what to do, as the person reads it
   * @param waiting leads to the deliveries that wait for it; null: none do
   */
  public record OpenAlert(
      UUID id,
      String what,
      String detail,
      Instant since,
      String advice,
      @Nullable String waiting) {}

  /**
   * A delivery that did not arrive.
   *
   * @param code why; null: nobody said
   * @param words the same in the provider's words; null: there are none
   * @param n how many were it for this reason within the period
   * @param alike leads to those
   */
  public record Row(
      String id,
      DeliveryStatus status,
      String correlationId,
      Channel channel,
      Instant at,
      @Nullable String code,
      @Nullable String words,
      long n,
      String alike) {}
}
