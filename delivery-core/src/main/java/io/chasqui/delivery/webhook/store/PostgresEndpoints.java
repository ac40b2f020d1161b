package io.chasqui.delivery.webhook.store;

import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.platform.db.Times;
import io.chasqui.platform.secret.SecretBox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresEndpoints implements Endpoints {

  /** So often it has to have failed before it is disabled. */
  private static final int FEWEST_FAILURES = 10;

  private static final String SELECT =
      """
      SELECT id, recipient_id, url, secret,
        CASE WHEN old_secret_until > now() THEN old_secret END AS old_secret,
        disabled_reason, disabled_at, failures > 0 AS is_failing
      FROM webhook_endpoint
      """;

  private static final String ENABLED =
      """
      failures = 0, failing_since = NULL, disabled_at = NULL, disabled_reason = NULL
      """;

  private final JdbcClient jdbc;
  private final SecretRewrap rewrap;

  PostgresEndpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.rewrap = new SecretRewrap(jdbc);
  }

  @Override
  public Optional<Endpoint> find(UUID id) {
    return jdbc.sql(SELECT + "WHERE id = :id")
        .param("id", id)
        .query(PostgresEndpoints::endpoint)
        .optional();
  }

  @Override
  public Optional<Endpoint> ofRecipient(UUID recipientId) {
    return ofRecipient(recipientId, "");
  }

  @Override
  public Optional<Endpoint> hold(UUID recipientId) {
    return ofRecipient(recipientId, "FOR UPDATE");
  }

  private Optional<Endpoint> ofRecipient(UUID recipientId, String lock) {
    return jdbc.sql(SELECT + "WHERE recipient_id = :recipientId " + lock)
        .param("recipientId", recipientId)
        .query(PostgresEndpoints::endpoint)
        .optional();
  }

  @Override
  public void add(UUID id, UUID recipientId, String url, String sealedSecret) {
    jdbc.sql(
            """
            INSERT INTO webhook_endpoint (id, recipient_id, url, secret, registered_at)
            VALUES (:id, :recipientId, :url, :secret, now())
            """)
        .param("id", id)
        .param("recipientId", recipientId)
        .param("url", url)
        .param("secret", sealedSecret)
        .update();
  }

  @Override
  public void register(UUID id, String url) {
    jdbc.sql(
            """
            UPDATE webhook_endpoint
            SET deliveries_pending = deliveries_pending OR url <> :url, url = :url,
              registered_at = now(), %s
            WHERE id = :id
            """
                .formatted(ENABLED))
        .param("url", url)
        .param("id", id)
        .update();
  }

  @Override
  public void replaceSecret(UUID id, String sealedSecret, Duration overlap) {
    jdbc.sql(
            """
            UPDATE webhook_endpoint
            SET old_secret = secret,
                old_secret_until = now() + :millis * interval '1 millisecond',
                secret = :secret
            WHERE id = :id
            """)
        .param("millis", overlap.toMillis())
        .param("secret", sealedSecret)
        .param("id", id)
        .update();
  }

  @Override
  public void enable(UUID id) {
    jdbc.sql("UPDATE webhook_endpoint SET " + ENABLED + "WHERE id = :id").param("id", id).update();
  }

  @Override
  public boolean remove(UUID recipientId) {
    return jdbc.sql("DELETE FROM webhook_endpoint WHERE recipient_id = :recipientId")
            .param("recipientId", recipientId)
            .update()
        == 1;
  }

  @Override
  public void move(UUID from, UUID to) {
    jdbc.sql(
            """
            UPDATE webhook_endpoint SET recipient_id = :to
            WHERE recipient_id = :from
              AND NOT EXISTS (SELECT FROM webhook_endpoint WHERE recipient_id = :to)
            """)
        .param("from", from)
        .param("to", to)
        .update();
    remove(from);
  }

  @Override
  public void succeeded(UUID id) {
    jdbc.sql(
            """
            UPDATE webhook_endpoint SET failures = 0, failing_since = NULL
            WHERE id = :id AND failures > 0 AND disabled_at IS NULL
            """)
        .param("id", id)
        .update();
  }

  @Override
  public boolean failed(UUID id, Duration disableAfter) {
    boolean isDisabled = countFailure(id, disableAfter);
    if (isDisabled) {
      raiseVersion(id);
    }
    return isDisabled;
  }

  private boolean countFailure(UUID id, Duration disableAfter) {
    return jdbc.sql(
            """
            UPDATE webhook_endpoint
            SET failures = failures + 1,
                failing_since = coalesce(failing_since, now()),
                disabled_at = CASE WHEN %1$s THEN now() END,
                disabled_reason = CASE WHEN %1$s THEN 'FAILING' END,
                deliveries_pending = deliveries_pending OR coalesce(%1$s, false)
            WHERE id = :id AND disabled_at IS NULL
            RETURNING disabled_at IS NOT NULL
            """
                .formatted(
                    """
                    (failures + 1 >= :fewest
                      AND failing_since <= now() - :millis * interval '1 millisecond')\
                    """))
        .param("fewest", FEWEST_FAILURES)
        .param("millis", disableAfter.toMillis())
        .param("id", id)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  @Override
  public boolean gone(UUID id) {
    int disabled =
        jdbc.sql(
                """
                UPDATE webhook_endpoint
                SET disabled_at = now(), disabled_reason = 'GONE', deliveries_pending = true
                WHERE id = :id AND disabled_at IS NULL
                """)
            .param("id", id)
            .update();
    if (disabled == 1) {
      raiseVersion(id);
    }
    return disabled == 1;
  }

  /**
   * Of whose it is. Not in one transaction with the endpoint, before which everybody locks its
   * recipient.
   */
  private void raiseVersion(UUID id) {
    jdbc.sql(
            """
            UPDATE recipient SET version = version + 1, updated_at = now()
            FROM webhook_endpoint
            WHERE webhook_endpoint.id = :id AND recipient.id = webhook_endpoint.recipient_id
            """)
        .param("id", id)
        .update();
  }

  @Override
  public List<Endpoint> withPendingDeliveries(int atMost) {
    return jdbc.sql(SELECT + "WHERE deliveries_pending ORDER BY id LIMIT :atMost")
        .param("atMost", atMost)
        .query(PostgresEndpoints::endpoint)
        .list();
  }

  @Override
  public void haveDeliveriesLookedAfter(UUID id) {
    jdbc.sql("UPDATE webhook_endpoint SET deliveries_pending = true WHERE id = :id")
        .param("id", id)
        .update();
  }

  @Override
  public void settled(Endpoint endpoint) {
    jdbc.sql(
            """
            UPDATE webhook_endpoint SET deliveries_pending = false
            WHERE id = :id
              AND url = :url
              AND disabled_at IS NOT DISTINCT FROM CAST(:disabledAt AS timestamptz)
              AND deliveries_pending
            """)
        .param("id", endpoint.id())
        .param("url", endpoint.url())
        .param("disabledAt", Times.utcOrNull(endpoint.disabledAt()))
        .update();
  }

  @Override
  public List<Endpoint> failing(int atMost) {
    return jdbc.sql(
            SELECT
                + """
                WHERE disabled_at IS NOT NULL AND disabled_reason = 'FAILING'
                ORDER BY disabled_at LIMIT :atMost
                """)
        .param("atMost", atMost)
        .query(PostgresEndpoints::endpoint)
        .list();
  }

  @Override
  public int rewrap(SecretBox box) {
    return rewrap.all(box);
  }

  private static Endpoint endpoint(ResultSet row, int number) throws SQLException {
    String reason = row.getString("disabled_reason");
    return new Endpoint(
        row.getObject("id", UUID.class),
        row.getObject("recipient_id", UUID.class),
        row.getString("url"),
        secrets(row.getString("secret"), row.getString("old_secret")),
        reason == null ? null : Endpoint.Reason.valueOf(reason),
        Times.instantOrNull(row, "disabled_at"),
        row.getBoolean("is_failing"));
  }

  private static List<String> secrets(String now, @Nullable String before) {
    return before == null ? List.of(now) : Stream.of(now, before).toList();
  }
}
