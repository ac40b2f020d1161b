package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryPlan;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.delivery.DeliveryStates;
import io.chasqui.delivery.OpenCount;
import io.chasqui.delivery.SaidContent;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DeliveryQueryStore implements DeliveryQueries {

  private final JdbcClient jdbc;
  private final DeliveryViews views;
  private final DeliveryContents contents;

  DeliveryQueryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.views = new DeliveryViews(jdbc);
    this.contents = new DeliveryContents(jdbc);
  }

  @Override
  public Optional<DeliveryView> find(DeliveryId id) {
    return views.find(id);
  }

  @Override
  public List<DeliveryView> all(List<DeliveryId> ids) {
    return views.all(ids);
  }

  @Override
  public Optional<DeliveryPlan> plan(DeliveryId id) {
    return views.plan(id);
  }

  @Override
  public Optional<SaidContent> content(DeliveryId id) {
    return contents.find(id);
  }

  @Override
  public List<DeliveryId> sayingTheSame(DeliveryId id) {
    return contents.sayingTheSame(id);
  }

  @Override
  public List<DeliveryView> list(DeliveryQuery query) {
    return views.list(query);
  }

  /**
   * Few deliveries are open and many have ended, so tables that are smaller than the limit answer
   * by themselves: by the density that PostgreSQL last saw in each month and the size of now, as
   * its planner estimates. The estimate is too coarse for a small limit.
   */
  @Override
  public boolean hasOpen(long atLeast) {
    return jdbc.sql(
            """
            SELECT CASE
              WHEN :atLeast >= 100000 AND stored < 0.9 * :atLeast THEN false
              ELSE :atLeast <= (
                SELECT count(*) FROM (
                  SELECT FROM delivery_state
                  WHERE status IN %s
                  LIMIT :atLeast) AS open)
            END
            FROM (
              SELECT sum(CASE
                WHEN size = 0 THEN 0
                WHEN relpages > 0
                  THEN reltuples / relpages * (size / current_setting('block_size')::integer)
                ELSE 'infinity' END) AS stored
              FROM pg_inherits
              JOIN pg_class AS month ON month.oid = inhrelid
              CROSS JOIN LATERAL pg_relation_size(month.oid) AS size
              WHERE inhparent = 'delivery_state'::regclass
            ) AS months
            """
                .formatted(DeliveryStates.OPEN))
        .param("atLeast", atLeast)
        .query(Boolean.class)
        .single();
  }

  /**
   * Nearly all open deliveries are SCHEDULED when they are many. Those are what an index knows to
   * be open, without the table, less the others.
   */
  @Override
  public List<OpenCount> openCounts() {
    return jdbc.sql(
            """
            WITH moving AS (
              SELECT channel, status, count(*) AS deliveries FROM delivery_state
              WHERE status IN %s
              GROUP BY channel, status
            ), open AS (
              SELECT channel, count(*) AS deliveries FROM delivery_state
              WHERE status IN %s
              GROUP BY channel
            )
            SELECT channel, status, deliveries FROM moving
            UNION ALL
            SELECT channel, 'SCHEDULED', deliveries - coalesce((
              SELECT sum(deliveries) FROM moving WHERE moving.channel = open.channel), 0)
            FROM open
            """
                .formatted(DeliveryStates.OPEN_BUT_SCHEDULED, DeliveryStates.OPEN))
        .query(
            (row, number) ->
                new OpenCount(
                    Channel.valueOf(row.getString("channel")),
                    DeliveryStatus.valueOf(row.getString("status")),
                    row.getLong("deliveries")))
        .list();
  }
}
