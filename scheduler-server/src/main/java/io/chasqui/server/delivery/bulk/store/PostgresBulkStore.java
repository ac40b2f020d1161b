package io.chasqui.server.delivery.bulk.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.audit.ActorKind;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQuery;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import io.chasqui.server.audit.Actor;
import io.chasqui.server.delivery.bulk.BulkAct;
import io.chasqui.server.delivery.bulk.BulkRefusal;
import io.chasqui.server.delivery.bulk.BulkState;
import io.chasqui.server.delivery.bulk.BulkStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresBulkStore implements BulkStore {

  private static final int MOST_AT_ONCE = 2;

  private static final String COLUMNS =
      """
      id, act, scheduled_time, filter, until_id, also_may_have_arrived, per_second, reason, state,
      total, wanted, done, refused, cursor_id, looks, actor_kind, actor, key_id, address, via,
      request_id, created_at, begins_at, started_at, ended_at, stopped_by
      """;

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  PostgresBulkStore(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  @Override
  public void add(BulkAct act, Duration wait) {
    List<DeliveryQuery> filters = Objects.requireNonNull(act.filters());
    jdbc.sql(
            """
            INSERT INTO bulk_act (
              id, act, scheduled_time, filter, names_recipient, channel, until_id,
              also_may_have_arrived, per_second, reason, state, total, wanted, actor_kind, actor,
              key_id, address, via, request_id, begins_at)
            VALUES (
              :id, :act, :scheduledTime, :filter, :namesRecipient, :channel, :untilId,
              :alsoMayHaveArrived, :perSecond, :reason, 'WAITING', :total, :wanted, :actorKind,
              :actor, :keyId, :address, :via, :requestId,
              now() + :waitMillis * interval '1 millisecond')
            """)
        .param("id", act.id())
        .param("act", act.act().name())
        .param("scheduledTime", Times.utcOrNull(act.scheduledTime()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("filter", written(filters))
        .param("namesRecipient", filters.stream().anyMatch(one -> one.recipients() != null))
        .param("channel", act.channel().map(Enum::name).orElse(null), Types.VARCHAR)
        .param("untilId", act.untilId().value())
        .param("alsoMayHaveArrived", act.alsoMayHaveArrived())
        .param("perSecond", act.perSecond(), Types.INTEGER)
        .param("reason", act.reason(), Types.VARCHAR)
        .param("total", act.total())
        .param("wanted", act.wanted())
        .param("actorKind", act.actor().kind().name())
        .param("actor", act.actor().name(), Types.VARCHAR)
        .param("keyId", act.actor().keyId(), Types.VARCHAR)
        .param("address", act.actor().address(), Types.VARCHAR)
        .param("via", act.actor().via())
        .param("requestId", act.requestId(), Types.VARCHAR)
        .param("waitMillis", wait.toMillis())
        .update();
    jdbc.sql(
            """
            INSERT INTO bulk_step (bulk_act_id, step, due_at)
            SELECT id, 0, begins_at FROM bulk_act WHERE id = :id
            """)
        .param("id", act.id())
        .update();
  }

  private String written(List<DeliveryQuery> filters) {
    try {
      return json.writeValueAsString(filters);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a filter cannot be written", e);
    }
  }

  /** One alone was written without the brackets of an array. */
  private @Nullable List<DeliveryQuery> read(@Nullable String filters) {
    try {
      if (filters == null) {
        return null;
      }
      return filters.startsWith("[")
          ? List.of(json.readValue(filters, DeliveryQuery[].class))
          : List.of(json.readValue(filters, DeliveryQuery.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a filter that is stored cannot be read", e);
    }
  }

  @Override
  public Optional<BulkAct> find(UUID id) {
    return jdbc.sql("SELECT " + COLUMNS + "FROM bulk_act WHERE id = :id")
        .param("id", id)
        .query((row, number) -> act(row))
        .optional();
  }

  @Override
  public List<BulkAct> list(@Nullable UUID olderThan, int limit) {
    return jdbc.sql(
            "SELECT "
                + COLUMNS
                + """
                FROM bulk_act
                WHERE (CAST(:olderThan AS uuid) IS NULL OR id < :olderThan)
                ORDER BY id DESC LIMIT :limit
                """)
        .param("olderThan", olderThan, Types.OTHER)
        .param("limit", limit)
        .query((row, number) -> act(row))
        .list();
  }

  private BulkAct act(ResultSet row) throws SQLException {
    UUID cursor = row.getObject("cursor_id", UUID.class);
    return new BulkAct(
        row.getObject("id", UUID.class),
        Decision.valueOf(row.getString("act")),
        Times.instantOrNull(row, "scheduled_time"),
        read(row.getString("filter")),
        new DeliveryId(row.getObject("until_id", UUID.class)),
        row.getBoolean("also_may_have_arrived"),
        row.getObject("per_second", Integer.class),
        row.getString("reason"),
        BulkState.valueOf(row.getString("state")),
        row.getInt("total"),
        row.getInt("wanted"),
        row.getInt("done"),
        row.getInt("refused"),
        cursor == null ? null : new DeliveryId(cursor),
        row.getInt("looks"),
        new Actor(
            ActorKind.valueOf(row.getString("actor_kind")),
            row.getString("actor"),
            row.getString("key_id"),
            row.getString("address"),
            row.getString("via")),
        row.getString("request_id"),
        Times.instant(row, "created_at"),
        Times.instant(row, "begins_at"),
        Times.instantOrNull(row, "started_at"),
        Times.instantOrNull(row, "ended_at"),
        row.getString("stopped_by"));
  }

  @Override
  public boolean start(UUID id, @Nullable Channel channel) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('chasqui.bulk', 0)) IS NULL")
        .query(Boolean.class)
        .single();
    return jdbc.sql(
                """
                UPDATE bulk_act SET state = 'RUNNING', started_at = now()
                WHERE id = :id AND state = 'WAITING'
                  AND (SELECT count(*) FROM bulk_act WHERE state = 'RUNNING') < :most
                  AND NOT EXISTS (
                    SELECT FROM bulk_act AS other
                    WHERE other.state = 'RUNNING'
                      AND (other.channel IS NULL OR coalesce(:channel, other.channel) = other.channel))
                """)
            .param("id", id)
            .param("most", MOST_AT_ONCE)
            .param("channel", channel == null ? null : channel.name(), Types.VARCHAR)
            .update()
        == 1;
  }

  @Override
  public boolean advance(UUID id, DeliveryId cursor, int done, List<BulkRefusal> refused) {
    if (!refused.isEmpty()) {
      jdbc.sql(
              """
              INSERT INTO bulk_refusal (bulk_act_id, delivery_id, reason)
              SELECT * FROM unnest(:acts, :deliveries, :reasons)
              """)
          .paramSource(
              new Columns<>(refused)
                  .add("acts", "uuid", one -> id)
                  .add("deliveries", "uuid", one -> one.delivery().value())
                  .add("reasons", "varchar", BulkRefusal::reason)
                  .params())
          .update();
    }
    return jdbc.sql(
                """
                UPDATE bulk_act
                SET cursor_id = :cursor, done = done + :done, refused = refused + :refused, looks = 0
                WHERE id = :id AND state = 'RUNNING'
                """)
            .param("id", id)
            .param("cursor", cursor.value())
            .param("done", done)
            .param("refused", refused.size())
            .update()
        == 1;
  }

  @Override
  public boolean waitForNext(UUID id) {
    return jdbc.sql("UPDATE bulk_act SET looks = looks + 1 WHERE id = :id AND state = 'RUNNING'")
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public boolean finish(UUID id) {
    return jdbc.sql(
                """
                UPDATE bulk_act SET state = 'DONE', ended_at = now()
                WHERE id = :id AND state = 'RUNNING'
                """)
            .param("id", id)
            .update()
        == 1;
  }

  @Override
  public boolean stop(UUID id, String by) {
    return jdbc.sql(
                """
                UPDATE bulk_act SET state = 'STOPPED', ended_at = now(), stopped_by = :by
                WHERE id = :id AND state IN ('WAITING', 'RUNNING')
                """)
            .param("id", id)
            .param("by", by)
            .update()
        == 1;
  }

  @Override
  public Map<String, Integer> refusedBy(UUID id) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT reason, count(*) AS n FROM bulk_refusal WHERE bulk_act_id = :id
            GROUP BY reason ORDER BY n DESC, reason
            """)
        .param("id", id)
        .query(
            row -> {
              counts.put(row.getString("reason"), row.getInt("n"));
            });
    return counts;
  }

  @Override
  public List<BulkRefusal> refusals(UUID id, @Nullable DeliveryId after, int limit) {
    return jdbc.sql(
            """
            SELECT delivery_id, reason FROM bulk_refusal
            WHERE bulk_act_id = :id AND (CAST(:after AS uuid) IS NULL OR delivery_id > :after)
            ORDER BY delivery_id LIMIT :limit
            """)
        .param("id", id)
        .param("after", after == null ? null : after.value(), Types.OTHER)
        .param("limit", limit)
        .query(
            (row, number) ->
                new BulkRefusal(
                    new DeliveryId(row.getObject("delivery_id", UUID.class)),
                    row.getString("reason")))
        .list();
  }

  @Override
  public int eraseFilters(Duration after, int atMost) {
    return jdbc.sql(
            """
            UPDATE bulk_act SET filter = NULL
            WHERE id = ANY (ARRAY (
              SELECT id FROM bulk_act
              WHERE names_recipient AND filter IS NOT NULL
                AND ended_at < now() - :millis * interval '1 millisecond'
              LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("millis", after.toMillis())
        .param("atMost", atMost)
        .update();
  }

  @Override
  public int remove(Duration after, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM bulk_act
            WHERE id = ANY (ARRAY (
              SELECT id FROM bulk_act
              WHERE ended_at < now() - :millis * interval '1 millisecond'
              LIMIT :atMost FOR UPDATE SKIP LOCKED))
            """)
        .param("millis", after.toMillis())
        .param("atMost", atMost)
        .update();
  }
}
