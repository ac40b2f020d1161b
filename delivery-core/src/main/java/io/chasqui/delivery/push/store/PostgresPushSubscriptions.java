package io.chasqui.delivery.push.store;

import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushSubscriptions;
import io.chasqui.delivery.push.PushTarget;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresPushSubscriptions implements PushSubscriptions {

  private static final String SELECT =
      "SELECT id, recipient_id, endpoint, p256dh, auth FROM push_subscription ";

  private final JdbcClient jdbc;

  PostgresPushSubscriptions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<PushTarget> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id)
        .query(PostgresPushSubscriptions::target)
        .optional();
  }

  @Override
  public List<PushTarget> ofRecipient(UUID recipient) {
    return jdbc.sql(SELECT + "WHERE recipient_id = :recipient ORDER BY id")
        .param("recipient", recipient)
        .query(PostgresPushSubscriptions::target)
        .list();
  }

  @Override
  public Map<UUID, List<UUID>> idsOf(Collection<UUID> recipients) {
    Map<UUID, List<UUID>> ids = new HashMap<>();
    jdbc.sql(
            """
            SELECT recipient_id, id FROM push_subscription WHERE recipient_id = ANY (:recipients)
            ORDER BY recipient_id, id
            """)
        .param("recipients", recipients.toArray(UUID[]::new))
        .query(
            row -> {
              ids.computeIfAbsent(
                      row.getObject("recipient_id", UUID.class), recipient -> new ArrayList<>())
                  .add(row.getObject("id", UUID.class));
            });
    return ids;
  }

  @Override
  public Optional<PushTarget> hold(String endpoint) {
    return jdbc.sql(SELECT + "WHERE endpoint = :endpoint FOR UPDATE")
        .param("endpoint", endpoint)
        .query(PostgresPushSubscriptions::target)
        .optional();
  }

  @Override
  public void add(PushTarget subscription) {
    jdbc.sql(
            """
            INSERT INTO push_subscription (id, recipient_id, endpoint, p256dh, auth)
            VALUES (:id, :recipient, :endpoint, :p256dh, :auth)
            """)
        .param("id", subscription.id())
        .param("recipient", subscription.recipientId())
        .param("endpoint", subscription.endpoint())
        .param("p256dh", subscription.keys().p256dh())
        .param("auth", subscription.keys().auth())
        .update();
  }

  @Override
  public void change(PushTarget held) {
    int changed =
        jdbc.sql(
                """
                UPDATE push_subscription
                SET recipient_id = :recipient, p256dh = :p256dh, auth = :auth
                WHERE id = :id
                """)
            .param("id", held.id())
            .param("recipient", held.recipientId())
            .param("p256dh", held.keys().p256dh())
            .param("auth", held.keys().auth())
            .update();
    if (changed != 1) {
      throw new IllegalStateException("the subscription is held");
    }
  }

  @Override
  public boolean remove(UUID id, @Nullable UUID recipient) {
    return jdbc.sql(
                """
                DELETE FROM push_subscription
                WHERE id = :id AND (:recipient::uuid IS NULL OR recipient_id = :recipient::uuid)
                """)
            .param("id", id)
            .param("recipient", recipient)
            .update()
        == 1;
  }

  @Override
  public void removeAll(UUID recipient) {
    jdbc.sql("DELETE FROM push_subscription WHERE recipient_id = :recipient")
        .param("recipient", recipient)
        .update();
  }

  @Override
  public void move(UUID from, UUID to) {
    jdbc.sql("UPDATE push_subscription SET recipient_id = :to WHERE recipient_id = :from")
        .param("from", from)
        .param("to", to)
        .update();
  }

  private static PushTarget target(ResultSet row, int number) throws SQLException {
    return new PushTarget(
        row.getObject("id", UUID.class),
        row.getObject("recipient_id", UUID.class),
        row.getString("endpoint"),
        new PushKeys(row.getString("p256dh"), row.getString("auth")));
  }
}
