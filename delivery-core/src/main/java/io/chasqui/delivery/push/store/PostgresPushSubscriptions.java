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
  public void lock(String endpoint) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(:endpoint, 1))")
        .param("endpoint", endpoint)
        .query(row -> {});
  }

  @Override
  public Optional<PushTarget> ofEndpoint(String endpoint) {
    return jdbc.sql(SELECT + "WHERE endpoint = :endpoint")
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
  public void change(PushTarget subscription) {
    int changed =
        jdbc.sql(
                """
                UPDATE push_subscription
                SET recipient_id = :recipient, p256dh = :p256dh, auth = :auth,
                  registered_at = now()
                WHERE id = :id
                """)
            .param("id", subscription.id())
            .param("recipient", subscription.recipientId())
            .param("p256dh", subscription.keys().p256dh())
            .param("auth", subscription.keys().auth())
            .update();
    if (changed != 1) {
      throw new IllegalStateException("the subscription's recipient is held");
    }
  }

  @Override
  public void isUsed(UUID id) {
    jdbc.sql("UPDATE push_subscription SET registered_at = now() WHERE id = :id")
        .param("id", id)
        .update();
  }

  @Override
  public boolean remove(UUID id, UUID recipient) {
    return jdbc.sql("DELETE FROM push_subscription WHERE id = :id AND recipient_id = :recipient")
            .param("id", id)
            .param("recipient", recipient)
            .update()
        == 1;
  }

  /** The recipient is locked first, as everybody does it. One that has moved meanwhile stays. */
  @Override
  public boolean removeGone(UUID id) {
    return jdbc.sql(
                """
                WITH owner AS (
                  SELECT recipient.id FROM recipient
                  WHERE recipient.id = (
                    SELECT recipient_id FROM push_subscription WHERE push_subscription.id = :id)
                  FOR UPDATE
                ), removed AS (
                  DELETE FROM push_subscription USING owner
                  WHERE push_subscription.id = :id AND recipient_id = owner.id
                  RETURNING recipient_id
                )
                UPDATE recipient SET version = version + 1, updated_at = now()
                FROM removed WHERE recipient.id = removed.recipient_id
                """)
            .param("id", id)
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
    jdbc.sql(
            """
            DELETE FROM push_subscription WHERE id IN (
              SELECT id FROM push_subscription WHERE recipient_id = :to
              ORDER BY registered_at DESC, id DESC OFFSET :most)
            """)
        .param("to", to)
        .param("most", MOST)
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
