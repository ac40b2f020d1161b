package io.chasqui.messaging.telegram;

import io.chasqui.platform.Digests;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which documents a bot has uploaded, and who is uploading one now. All workers share it; the
 * database's clock ends the lease of a worker that died while it uploaded. A document's name may be
 * private and outlives its delivery here, so that its SHA-256 is kept in place of it.
 */
final class UploadedFiles {

  /**
   * @param fileId what the bot can send the document by; null: it is not uploaded
   * @param uploading whether someone is uploading it, and in time
   */
  record State(@Nullable String fileId, boolean uploading) {}

  private final JdbcClient jdbc;
  private final long botId;
  private final Duration lease;

  /**
   * @param lease longer than an upload lasts
   */
  UploadedFiles(JdbcClient jdbc, long botId, Duration lease) {
    this.jdbc = jdbc;
    this.botId = botId;
    this.lease = lease;
  }

  /** What is known of a document; empty when nobody has uploaded it or is about to. */
  Optional<State> state(Document document) {
    return jdbc.sql(
            """
            SELECT file_id, coalesce(uploading_until > now(), false) AS uploading
            FROM telegram_file
            WHERE bot_id = :botId AND sha256 = :sha256 AND file_name = :fileName
            """)
        .param("botId", botId)
        .param("sha256", document.sha256())
        .param("fileName", digestOfName(document))
        .query((row, number) -> new State(row.getString("file_id"), row.getBoolean("uploading")))
        .optional();
  }

  /**
   * Makes the caller the one who uploads the document.
   *
   * @param uploader a fresh id
   * @return false when it is uploaded already, or someone else is uploading it
   */
  boolean claim(Document document, UUID uploader) {
    return jdbc.sql(
                """
                INSERT INTO telegram_file AS stored
                  (bot_id, sha256, file_name, uploader, uploading_until)
                VALUES (
                  :botId, :sha256, :fileName, :uploader,
                  now() + :leaseMillis * interval '1 millisecond')
                ON CONFLICT (bot_id, sha256, file_name) DO UPDATE
                SET uploader = excluded.uploader, uploading_until = excluded.uploading_until
                WHERE stored.file_id IS NULL AND stored.uploading_until <= now()
                """)
            .param("botId", botId)
            .param("sha256", document.sha256())
            .param("fileName", digestOfName(document))
            .param("uploader", uploader)
            .param("leaseMillis", lease.toMillis())
            .update()
        == 1;
  }

  /** Ends an upload that went well. A file_id that came too late is as good as any. */
  void uploaded(Document document, String fileId) {
    jdbc.sql(
            """
            INSERT INTO telegram_file (bot_id, sha256, file_name, file_id, uploaded_at)
            VALUES (:botId, :sha256, :fileName, :fileId, now())
            ON CONFLICT (bot_id, sha256, file_name) DO UPDATE
            SET file_id = excluded.file_id, uploaded_at = excluded.uploaded_at,
              uploader = NULL, uploading_until = NULL
            """)
        .param("botId", botId)
        .param("sha256", document.sha256())
        .param("fileName", digestOfName(document))
        .param("fileId", fileId)
        .update();
  }

  /** Ends an upload that failed: the next who wants the document uploads it. */
  void release(Document document, UUID uploader) {
    jdbc.sql(
            """
            DELETE FROM telegram_file
            WHERE bot_id = :botId AND sha256 = :sha256 AND file_name = :fileName
              AND file_id IS NULL AND uploader = :uploader
            """)
        .param("botId", botId)
        .param("sha256", document.sha256())
        .param("fileName", digestOfName(document))
        .param("uploader", uploader)
        .update();
  }

  /** Forgets a file_id that Telegram does not know any more. */
  void forget(Document document, String fileId) {
    jdbc.sql(
            """
            DELETE FROM telegram_file
            WHERE bot_id = :botId AND sha256 = :sha256 AND file_name = :fileName
              AND file_id = :fileId
            """)
        .param("botId", botId)
        .param("sha256", document.sha256())
        .param("fileName", digestOfName(document))
        .param("fileId", fileId)
        .update();
  }

  private static String digestOfName(Document document) {
    return Digests.sha256Hex(document.fileName());
  }
}
