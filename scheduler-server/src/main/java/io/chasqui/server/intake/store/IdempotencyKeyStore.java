package io.chasqui.server.intake.store;

import io.chasqui.platform.db.Times;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.intake.IdempotencyKeys;
import io.chasqui.server.intake.KeyedRequest;
import io.chasqui.server.intake.Result;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keys in PostgreSQL, as digests. */
@Repository
class IdempotencyKeyStore implements IdempotencyKeys {

  private static final int HEX_DIGITS_OF_A_LONG = 16;

  private final JdbcClient jdbc;

  IdempotencyKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<KeyedRequest> find(IdempotencyKey key, Instant receivedAfter) {
    return jdbc.sql(
            """
            SELECT request_sha256, result_kind, coalesce(result_id, delivery_id) AS result_id,
              received_at
            FROM idempotency_key
            WHERE key_sha256 = :key AND received_at > :receivedAfter
            """)
        .param("key", key.sha256())
        .param("receivedAfter", Times.utc(receivedAfter))
        .query(IdempotencyKeyStore::request)
        .optional();
  }

  /** Not by the row: whoever inserts it second would wait for the first to commit. */
  @Override
  public boolean tryLock(IdempotencyKey key) {
    return jdbc.sql("SELECT pg_try_advisory_xact_lock(:number)")
        .param(
            "number", Long.parseUnsignedLong(key.sha256().substring(0, HEX_DIGITS_OF_A_LONG), 16))
        .query(Boolean.class)
        .single();
  }

  @Override
  public void store(IdempotencyKey key, KeyedRequest request, Instant receivedUntil) {
    int stored =
        jdbc.sql(
                """
                INSERT INTO idempotency_key AS stored (
                  key_sha256, request_sha256, result_kind, result_id, delivery_id, received_at)
                VALUES (:key, :request, :resultKind, :resultId, :resultId, :receivedAt)
                ON CONFLICT (key_sha256) DO UPDATE
                SET request_sha256 = excluded.request_sha256,
                    result_kind = excluded.result_kind,
                    result_id = excluded.result_id,
                    delivery_id = excluded.delivery_id,
                    received_at = excluded.received_at
                WHERE stored.received_at <= :receivedUntil
                """)
            .param("key", key.sha256())
            .param("request", request.requestSha256())
            .param("resultKind", request.result().kind())
            .param("resultId", request.result().id())
            .param("receivedAt", Times.utc(request.receivedAt()))
            .param("receivedUntil", Times.utc(receivedUntil))
            .update();
    if (stored == 0) {
      throw new IllegalStateException("the key was stored meanwhile, in spite of the lock");
    }
  }

  @Override
  public int remove(Instant receivedUntil, int atMost) {
    return jdbc.sql(
            """
            DELETE FROM idempotency_key WHERE key_sha256 = ANY (ARRAY (
              SELECT key_sha256 FROM idempotency_key
              WHERE received_at <= :receivedUntil
              ORDER BY received_at LIMIT :atMost
              FOR UPDATE SKIP LOCKED))
            """)
        .param("receivedUntil", Times.utc(receivedUntil))
        .param("atMost", atMost)
        .update();
  }

  private static KeyedRequest request(ResultSet row, int number) throws SQLException {
    return new KeyedRequest(
        row.getString("request_sha256"),
        new Result(row.getString("result_kind"), row.getObject("result_id", UUID.class)),
        Times.instant(row, "received_at"));
  }
}
