package io.chasqui.worker.maintenance;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Band;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.jobs.JobContracts;
import io.chasqui.jobs.JobRenewal;
import io.chasqui.jobs.Queue;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds open deliveries that are due, or soon will be, and that no job is going to run at their
 * time. It goes through them page by page in the order in which they are due, so that a look costs
 * the same however many there are.
 */
final class LostJobs {

  /**
   * A job of another contract of ours is its workers' business, and a lease that goes on that of
   * whoever holds it. A job may be a little later than its delivery, when a run broke off and is to
   * be repeated.
   */
  private static final String PAGE =
      """
      SELECT id, channel, lane, band, due_at, is_lost,
        CASE WHEN is_lost THEN (
          SELECT correlation_id FROM delivery_message AS message WHERE message.id = judged.id)
        END AS correlation_id
      FROM (
        SELECT open.id, open.channel, open.lane, open.band, open.due_at,
          CASE
            WHEN job.jobsignature <> ALL (:signatures) AND %s THEN false
            WHEN open.status = 'SENDING' AND open.due_at > now() THEN false
            WHEN job.state = 'SCHEDULED' THEN
              job.scheduledat
                > greatest(open.due_at, now()) AT TIME ZONE 'UTC' + interval '10 seconds'
            WHEN job.state = 'ENQUEUED' THEN false
            WHEN job.state = 'PROCESSING' THEN NOT %s
            ELSE true
          END AS is_lost
        FROM (
          SELECT id, channel, lane, band, status, due_at FROM delivery_state
          WHERE channel = :channel
            AND status IN %s
            AND (due_at, id) > (:dueAt, :id)
            AND due_at <= now() + interval '15 seconds'
          ORDER BY due_at, id LIMIT :limit
        ) open
        LEFT JOIN jobrunr_jobs job ON job.id = open.id::text::bpchar
      ) judged
      ORDER BY due_at, id
      """
          .formatted(JobContracts.IS_OURS, JobRenewal.IS_IN_LIVE_HANDS, DeliveryStates.OPEN);

  private final JdbcClient jdbc;
  private final int pageSize;

  /**
   * @param pageSize open deliveries that are looked at with one statement
   */
  LostJobs(JdbcClient jdbc, int pageSize) {
    this.jdbc = jdbc;
    this.pageSize = pageSize;
  }

  /** The channel's page behind this place. */
  Page page(Channel channel, Place behind) {
    List<Row> rows =
        jdbc.sql(PAGE)
            .param("channel", channel.name())
            .param("signatures", Queue.of(channel).jobSignatures().toArray(String[]::new))
            .param("dueAt", Times.utc(behind.dueAt()))
            .param("id", behind.id())
            .param("limit", pageSize)
            .query(LostJobs::row)
            .list();
    List<WaitingDelivery> lost = rows.stream().flatMap(row -> row.lost().stream()).toList();
    return rows.size() < pageSize
        ? new Page(lost, Place.BEGINNING, true)
        : new Page(lost, rows.get(rows.size() - 1).place(), false);
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    Place place = new Place(Times.instant(row, "due_at"), row.getObject("id", UUID.class));
    return new Row(
        place, row.getBoolean("is_lost") ? Optional.of(lost(row, place)) : Optional.empty());
  }

  private static WaitingDelivery lost(ResultSet row, Place place) throws SQLException {
    Channel channel = Channel.valueOf(row.getString("channel"));
    String lane = row.getString("lane");
    return new WaitingDelivery(
        new DeliveryId(place.id()),
        channel,
        // The version before wrote none: its channels have one lane each.
        lane == null ? Lane.of(channel) : new Lane(lane),
        Band.valueOf(row.getString("band")),
        new CorrelationId(row.getString("correlation_id")),
        place.dueAt());
  }

  /**
   * Some of the open deliveries.
   *
   * @param lost those that need a job
   * @param next behind which place the next page begins
   * @param isLast whether nothing that is due was behind it
   */
  record Page(List<WaitingDelivery> lost, Place next, boolean isLast) {}

  /** A place in the order in which deliveries are due. */
  record Place(Instant dueAt, UUID id) {

    static final Place BEGINNING = new Place(Instant.EPOCH, new UUID(0, 0));
  }

  private record Row(Place place, Optional<WaitingDelivery> lost) {}
}
