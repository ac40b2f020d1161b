package io.chasqui.server.recipient.suppression.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.server.recipient.suppression.StandingSuppressions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresStandingSuppressions implements StandingSuppressions {

  private final JdbcClient jdbc;

  PostgresStandingSuppressions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Standing> of(Collection<UUID> recipients, Collection<String> addressHashes) {
    return jdbc.sql(
            """
            SELECT channel, encode(address_hash, 'hex') AS hash, recipient_id, category, reason
            FROM (
              SELECT * FROM suppression WHERE address_hash = ANY (ARRAY (
                SELECT decode(hash, 'hex') FROM unnest(:hashes) AS hash))
              UNION ALL
              SELECT * FROM suppression WHERE recipient_id = ANY (:recipients)
            ) AS found
            WHERE until IS NULL OR until > now()
            ORDER BY reason
            """)
        .param("hashes", addressHashes.toArray(String[]::new))
        .param("recipients", recipients.toArray(UUID[]::new))
        .query(PostgresStandingSuppressions::standing)
        .list();
  }

  private static Standing standing(ResultSet row, int number) throws SQLException {
    String channel = row.getString("channel");
    return new Standing(
        channel == null ? null : Channel.valueOf(channel),
        row.getString("hash"),
        row.getObject("recipient_id", UUID.class),
        row.getString("category"),
        SuppressionReason.valueOf(row.getString("reason")));
  }
}
