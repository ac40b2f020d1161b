package io.chasqui.server.notification.store;

import static io.chasqui.platform.db.Times.instant;
import static io.chasqui.platform.db.Times.instantOrNull;
import static io.chasqui.platform.db.Times.utc;
import static io.chasqui.platform.db.Times.utcOrNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.server.notification.MadeDelivery;
import io.chasqui.server.notification.Notification;
import io.chasqui.server.notification.NotificationQuery;
import io.chasqui.server.notification.NotificationStore;
import io.chasqui.server.notification.decision.CapUse;
import io.chasqui.server.notification.decision.DecisionStep;
import io.chasqui.server.notification.decision.TraceJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresNotificationStore implements NotificationStore {

  private static final String SELECT =
      """
      SELECT id, recipient_id, event, business_key, data, encode(data_sha256, 'hex') AS data_hash,
        category, asked_channels, status, reason, channel, template, correlation_id, requested_by,
        traceparent, occurred_at, created_at, scheduled_time, expires_at, planned_at, completed_at,
        round, first_round, provider_message_id, trace, erased_at
      FROM notification
      """;

  /** Numbers as they were written: 12.50 is not 12.5. */
  private static final ObjectMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final JdbcClient jdbc;

  PostgresNotificationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the order of the keys, so that two who claim several do not wait for each other. */
  @Override
  public Map<String, UUID> claim(Collection<Claim> claims, Instant now) {
    List<Claim> sorted = claims.stream().sorted(Comparator.comparing(Claim::key)).toList();
    List<String> claimed =
        jdbc.sql(
                """
                INSERT INTO notification_key AS known (key, notification_id, until)
                SELECT decode(key, 'hex'), notification_id, until
                FROM unnest(:keys, :ids, :untils) WITH ORDINALITY
                  AS fresh (key, notification_id, until, place)
                ORDER BY place
                ON CONFLICT (key) DO UPDATE
                SET notification_id = EXCLUDED.notification_id, until = EXCLUDED.until
                WHERE known.until <= :now
                RETURNING encode(key, 'hex')
                """)
            .paramSource(
                new Columns<>(sorted)
                    .add("keys", "text", Claim::key)
                    .add("ids", "uuid", Claim::notification)
                    .add("untils", "timestamptz", claim -> utc(claim.until()))
                    .with(Map.of("now", utc(now)))
                    .params())
            .query(String.class)
            .list();
    if (claimed.size() == sorted.size()) {
      return Map.of();
    }
    List<String> others = new ArrayList<>(sorted.stream().map(Claim::key).toList());
    others.removeAll(claimed);
    return owners(others);
  }

  private Map<String, UUID> owners(List<String> keys) {
    Map<String, UUID> owners = new HashMap<>();
    jdbc.sql(
            """
            SELECT encode(key, 'hex') AS key, notification_id FROM notification_key
            WHERE key = ANY (ARRAY (SELECT decode(key, 'hex') FROM unnest(:keys) AS key))
            """)
        .param("keys", keys.toArray(String[]::new))
        .query(
            row -> {
              owners.put(row.getString("key"), row.getObject("notification_id", UUID.class));
            });
    return owners;
  }

  @Override
  public void release(Collection<String> keys) {
    if (!keys.isEmpty()) {
      jdbc.sql(
              """
              DELETE FROM notification_key
              WHERE key = ANY (ARRAY (SELECT decode(key, 'hex') FROM unnest(:keys) AS key))
              """)
          .param("keys", keys.toArray(String[]::new))
          .update();
    }
  }

  @Override
  public void addAll(List<Notification> fresh) {
    if (fresh.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO notification (
              id, recipient_id, event, business_key, data, data_sha256, category, asked_channels,
              status, reason, channel, template, correlation_id, requested_by, traceparent,
              occurred_at, created_at, scheduled_time, expires_at, planned_at, completed_at, trace)
            SELECT id, recipient_id, event, business_key, CAST(data AS json),
              decode(data_sha256, 'hex'), category, string_to_array(asked, ','), status, reason,
              channel, template, correlation_id, requested_by, traceparent, occurred_at, created_at,
              scheduled_time, expires_at, planned_at, completed_at, CAST(trace AS jsonb)
            FROM unnest(
                :id, :recipientId, :event, :businessKey, :data, :dataSha256, :category, :asked,
                :status, :reason, :channel, :template, :correlationId, :requestedBy, :traceparent,
                :occurredAt, :createdAt, :scheduledTime, :expiresAt, :plannedAt, :completedAt,
                :trace)
              AS fresh (
                id, recipient_id, event, business_key, data, data_sha256, category, asked, status,
                reason, channel, template, correlation_id, requested_by, traceparent, occurred_at,
                created_at, scheduled_time, expires_at, planned_at, completed_at, trace)
            """)
        .paramSource(
            new Columns<>(fresh)
                .add("id", "uuid", Notification::id)
                .add("recipientId", "uuid", Notification::recipientId)
                .add("event", "text", Notification::event)
                .add("businessKey", "text", Notification::businessKey)
                .add("data", "text", one -> text(one.data()))
                .add("dataSha256", "text", Notification::dataSha256)
                .add("category", "text", Notification::category)
                .add("asked", "text", one -> words(one.askedChannels()))
                .add("status", "text", one -> one.status().name())
                .add("reason", "text", Notification::reason)
                .add("channel", "text", one -> name(one.channel()))
                .add("template", "text", Notification::template)
                .add("correlationId", "text", one -> one.correlationId().value())
                .add("requestedBy", "text", Notification::requestedBy)
                .add("traceparent", "text", one -> value(one.traceparent()))
                .add("occurredAt", "timestamptz", one -> utc(one.occurredAt()))
                .add("createdAt", "timestamptz", one -> utc(one.createdAt()))
                .add("scheduledTime", "timestamptz", one -> utc(one.scheduledTime()))
                .add("expiresAt", "timestamptz", one -> utc(one.expiresAt()))
                .add("plannedAt", "timestamptz", one -> utcOrNull(one.plannedAt()))
                .add("completedAt", "timestamptz", one -> utcOrNull(one.completedAt()))
                .add("trace", "text", one -> TraceJson.write(one.decisions()))
                .params())
        .update();
  }

  @Override
  public void addDeliveries(List<MadeDelivery> made) {
    if (made.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            INSERT INTO notification_delivery (
              notification_id, round, channel, address_hash, delivery_id, template)
            SELECT notification_id, round, channel, decode(address_hash, 'hex'), delivery_id, template
            FROM unnest(:notifications, :rounds, :channels, :hashes, :deliveries, :templates)
              AS made (notification_id, round, channel, address_hash, delivery_id, template)
            """)
        .paramSource(
            new Columns<>(made)
                .add("notifications", "uuid", MadeDelivery::notificationId)
                .add("rounds", "int4", MadeDelivery::round)
                .add("channels", "text", one -> one.channel().name())
                .add("hashes", "text", MadeDelivery::addressHash)
                .add("deliveries", "uuid", one -> one.id().value())
                .add("templates", "text", MadeDelivery::template)
                .params())
        .update();
  }

  @Override
  public Optional<Notification> find(UUID id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  @Override
  public List<Notification> findAll(Collection<UUID> ids) {
    return jdbc.sql(SELECT + "WHERE id = ANY (:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(PostgresNotificationStore::notification)
        .list();
  }

  @Override
  public Optional<Notification> hold(UUID id) {
    return jdbc.sql(SELECT + "WHERE id = :id FOR NO KEY UPDATE")
        .param("id", id)
        .query(PostgresNotificationStore::notification)
        .optional();
  }

  @Override
  public List<Notification> list(NotificationQuery query) {
    Conditions conditions = new Conditions();
    conditions.and("recipient_id = :recipient", "recipient", query.recipientId());
    conditions.and("event = :event", "event", query.event());
    // A literal, by which partial indexes are found.
    NotificationStatus status = query.status();
    conditions.and(status == null ? "true" : "status = '" + status + "'");
    conditions.and("channel = :channel", "channel", name(query.channel()));
    conditions.and("business_key = :key", "key", query.businessKey());
    conditions.and("created_at >= :from", "from", utcOrNull(query.from()));
    conditions.and("created_at < :to", "to", utcOrNull(query.to()));
    conditions.and("id < :olderThan", "olderThan", query.olderThan());
    return jdbc.sql(SELECT + "WHERE " + conditions.text() + " ORDER BY id DESC LIMIT :limit")
        .params(conditions.params())
        .param("limit", query.limit() + 1)
        .query(PostgresNotificationStore::notification)
        .list();
  }

  @Override
  public List<MadeDelivery> deliveriesOf(Collection<UUID> ids) {
    return jdbc.sql(
            """
            SELECT notification_id, round, channel, encode(address_hash, 'hex') AS hash,
              delivery_id, template, ended_by IS NOT NULL AS is_ended
            FROM notification_delivery WHERE notification_id = ANY (:ids)
            ORDER BY round, delivery_id
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .query(PostgresNotificationStore::made)
        .list();
  }

  private static MadeDelivery made(ResultSet row, int number) throws SQLException {
    return new MadeDelivery(
        row.getObject("notification_id", UUID.class),
        row.getInt("round"),
        Channel.valueOf(row.getString("channel")),
        row.getString("hash"),
        new DeliveryId(row.getObject("delivery_id", UUID.class)),
        row.getString("template"),
        row.getBoolean("is_ended"));
  }

  @Override
  public void change(Notification held) {
    jdbc.sql(
            """
            UPDATE notification SET
              status = :status, reason = :reason, channel = :channel, template = :template,
              planned_at = :plannedAt, completed_at = :completedAt, round = :round,
              first_round = :firstRound, provider_message_id = :providerMessageId,
              trace = CAST(:trace AS jsonb)
            WHERE id = :id
            """)
        .param("id", held.id())
        .param("status", held.status().name())
        .param("reason", held.reason(), Types.VARCHAR)
        .param("channel", name(held.channel()), Types.VARCHAR)
        .param("template", held.template(), Types.VARCHAR)
        .param("plannedAt", utcOrNull(held.plannedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("completedAt", utcOrNull(held.completedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("round", held.round())
        .param("firstRound", held.firstRound())
        .param("providerMessageId", held.providerMessageId(), Types.VARCHAR)
        .param("trace", TraceJson.write(held.decisions()))
        .update();
  }

  @Override
  public void endForNext(List<DeliveryId> deliveries) {
    jdbc.sql(
            """
            UPDATE notification_delivery SET ended_by = 'NEXT_CHANNEL'
            WHERE delivery_id = ANY (:ids)
            """)
        .param("ids", deliveries.stream().map(DeliveryId::value).toArray(UUID[]::new))
        .update();
  }

  @Override
  public void note(UUID id, DecisionStep line) {
    jdbc.sql(SELECT + "WHERE id = :id FOR NO KEY UPDATE SKIP LOCKED")
        .param("id", id)
        .query(PostgresNotificationStore::notification)
        .optional()
        .filter(held -> held.decisions().stream().noneMatch(known -> isTheSame(known, line)))
        .ifPresent(
            held -> {
              List<DecisionStep> steps = new ArrayList<>(held.decisions());
              steps.add(line);
              jdbc.sql("UPDATE notification SET trace = CAST(:trace AS jsonb) WHERE id = :id")
                  .param("id", id)
                  .param("trace", TraceJson.write(steps))
                  .update();
            });
  }

  private static boolean isTheSame(DecisionStep one, DecisionStep other) {
    return one.step() == other.step() && String.valueOf(one.code()).equals(other.code());
  }

  @Override
  public void holdCaps(Collection<UUID> recipients) {
    UUID[] sorted = recipients.stream().sorted().distinct().toArray(UUID[]::new);
    if (sorted.length > 0) {
      jdbc.sql(
              """
              INSERT INTO notification_cap (recipient_id, used_at)
              SELECT recipient_id, now()
              FROM unnest(:ids) WITH ORDINALITY AS person (recipient_id, place) ORDER BY place
              ON CONFLICT (recipient_id) DO UPDATE SET used_at = EXCLUDED.used_at
              """)
          .param("ids", sorted)
          .update();
    }
  }

  @Override
  public List<CapUse> uses(UUID recipient, String category, Instant after, @Nullable UUID but) {
    return jdbc.sql(
            """
            SELECT channel, planned_at FROM notification
            WHERE recipient_id = :recipient AND category = :category AND planned_at > :after
              AND status IN ('PENDING', 'IN_PROGRESS', 'DELIVERED')
              AND id IS DISTINCT FROM CAST(:but AS uuid)
            """)
        .param("but", but, Types.OTHER)
        .param("recipient", recipient)
        .param("category", category)
        .param("after", utc(after))
        .query(
            (row, number) ->
                new CapUse(Channel.valueOf(row.getString("channel")), instant(row, "planned_at")))
        .list();
  }

  @Override
  public Optional<UUID> lookedAt(UUID look) {
    return jdbc.sql("SELECT notification_id FROM notification_look WHERE id = :id")
        .param("id", look)
        .query(UUID.class)
        .optional();
  }

  @Override
  public void removeLook(UUID look) {
    jdbc.sql("DELETE FROM notification_look WHERE id = :id").param("id", look).update();
  }

  @Override
  public boolean hasOpen(String event) {
    return jdbc.sql(
            """
            SELECT EXISTS (
              SELECT FROM notification
              WHERE event = :event AND status IN ('PENDING', 'IN_PROGRESS'))
            """)
        .param("event", event)
        .query(Boolean.class)
        .single();
  }

  private static Notification notification(ResultSet row, int number) throws SQLException {
    String channel = row.getString("channel");
    String traceparent = row.getString("traceparent");
    return new Notification(
        row.getObject("id", UUID.class),
        row.getObject("recipient_id", UUID.class),
        row.getString("event"),
        row.getString("business_key"),
        tree(row.getString("data")),
        row.getString("data_hash"),
        row.getString("category"),
        Arrays.stream((String[]) row.getArray("asked_channels").getArray())
            .map(Channel::valueOf)
            .toList(),
        NotificationStatus.valueOf(row.getString("status")),
        row.getString("reason"),
        channel == null ? null : Channel.valueOf(channel),
        row.getString("template"),
        new CorrelationId(row.getString("correlation_id")),
        row.getString("requested_by"),
        traceparent == null ? null : new Traceparent(traceparent),
        instant(row, "occurred_at"),
        instant(row, "created_at"),
        instant(row, "scheduled_time"),
        instant(row, "expires_at"),
        instantOrNull(row, "planned_at"),
        instantOrNull(row, "completed_at"),
        row.getInt("round"),
        row.getInt("first_round"),
        row.getString("provider_message_id"),
        TraceJson.read(row.getString("trace")),
        instantOrNull(row, "erased_at"));
  }

  private static @Nullable String text(@Nullable JsonNode tree) {
    return tree == null ? null : tree.toString();
  }

  private static @Nullable JsonNode tree(@Nullable String text) {
    try {
      return text == null ? null : json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON that cannot be read", e);
    }
  }

  private static String words(List<Channel> channels) {
    return channels.stream().map(Channel::name).collect(Collectors.joining(","));
  }

  private static @Nullable String name(@Nullable Channel channel) {
    return channel == null ? null : channel.name();
  }

  private static @Nullable String value(@Nullable Traceparent traceparent) {
    return traceparent == null ? null : traceparent.value();
  }
}
