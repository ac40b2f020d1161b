package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.ContentView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.SaidContent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What deliveries say: texts of their own, or a content that they share. */
final class DeliveryContents {

  /** Of a delivery with a text of its own, {@link io.chasqui.delivery.MessageContent#sha256}. */
  static final String HASH =
      """
      sha256(
        convert_to(coalesce(delivery_message.subject, ''), 'UTF8') || decode('00', 'hex')
        || convert_to(delivery_message.message, 'UTF8') || decode('000000', 'hex'))
      """;

  private final JdbcClient jdbc;

  DeliveryContents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SaidContent> find(DeliveryId id) {
    return jdbc.sql(
            """
            SELECT coalesce(delivery_message.subject, content.subject) AS subject,
              coalesce(message, text) AS text, html, push, webhook,
              coalesce(
                sha256, encode(coalesce(content_sha256, %s), 'hex')) AS sha256,
              CASE WHEN content_id IS NULL THEN recipient IS NULL
                ELSE content.id IS NULL OR content.erased_at IS NOT NULL END AS is_erased
            FROM delivery_message
            LEFT JOIN message_content AS content ON content.id = content_id
            WHERE delivery_message.id = :id
            """
                .formatted(HASH))
        .param("id", id.value())
        .query(DeliveryContents::said)
        .optional();
  }

  List<DeliveryId> sayingTheSame(DeliveryId id) {
    List<DeliveryId> all =
        jdbc.sql(
                """
                SELECT other.id FROM delivery_message AS one
                JOIN delivery_message AS other ON other.content_id = one.content_id
                WHERE one.id = :id
                ORDER BY other.id
                """)
            .param("id", id.value())
            .query((row, number) -> new DeliveryId(row.getObject("id", UUID.class)))
            .list();
    return all.isEmpty() ? List.of(id) : all;
  }

  private static SaidContent said(ResultSet row, int number) throws SQLException {
    String sha256 = row.getString("sha256");
    if (row.getBoolean("is_erased")) {
      return new SaidContent(null, sha256);
    }
    return new SaidContent(
        new ContentView(
            row.getString("subject"),
            unlessEmpty(row.getString("text")),
            row.getString("html"),
            row.getString("push"),
            row.getString("webhook"),
            sha256),
        sha256);
  }

  /** A report may go without a word. */
  private static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
