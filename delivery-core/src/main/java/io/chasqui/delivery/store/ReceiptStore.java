package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.ReceiptLedger;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts, in PostgreSQL; {@code now()} is the clock that decides. */
@Repository
class ReceiptStore implements ReceiptLedger {

  private final JdbcClient jdbc;

  ReceiptStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One look into the index of each month, whose predicate has the channel as a literal. */
  @Override
  public Optional<DeliveryId> find(String channelKey, String providerMessageId) {
    return jdbc.sql(
            """
            SELECT state.id FROM delivery_state AS state
            CROSS JOIN LATERAL (
              SELECT FROM delivery_attempt
              WHERE delivery_id = state.id AND number = state.attempt AND provider = :channelKey
              OFFSET 0
            ) AS newest
            WHERE state.channel = 'SMS' AND state.provider_message_id = :providerMessageId
            ORDER BY state.id DESC LIMIT 1
            """)
        .param("channelKey", channelKey)
        .param("providerMessageId", providerMessageId)
        .query(UUID.class)
        .optional()
        .map(DeliveryId::new);
  }

  @Override
  public boolean received(DeliveryId id, String providerMessageId) {
    return jdbc.sql(
                """
                UPDATE delivery_state SET receipt = 'RECEIVED', receipt_at = now()
                WHERE id = :id
                  AND provider_message_id = :providerMessageId
                  AND status = 'DELIVERED'
                  AND receipt IS NULL
                """)
            .param("id", id.value())
            .param("providerMessageId", providerMessageId)
            .update()
        == 1;
  }

  @Override
  public Optional<DeliveryStatus> undelivered(
      DeliveryId id, String providerMessageId, @Nullable String code) {
    return jdbc.sql(
            """
            UPDATE delivery_state AS state
            SET receipt = 'UNDELIVERED',
                receipt_at = now(),
                receipt_code = :code,
                status = CASE WHEN fails THEN 'FAILED' ELSE state.status END,
                failure_code = CASE WHEN fails THEN :failureCode ELSE failure_code END,
                completed_at = CASE WHEN fails THEN now() ELSE completed_at END
            FROM (
              SELECT completed_at > now() - interval '72 hours' AS fails
              FROM delivery_state WHERE id = :id
            ) AS judged
            WHERE state.id = :id
              AND provider_message_id = :providerMessageId
              AND state.status = 'DELIVERED'
              AND receipt IS NULL
            RETURNING state.status
            """)
        .param("id", id.value())
        .param("providerMessageId", providerMessageId)
        .param("code", code)
        .param("failureCode", FailureCode.UNDELIVERED)
        .query(String.class)
        .optional()
        .map(DeliveryStatus::valueOf);
  }
}
