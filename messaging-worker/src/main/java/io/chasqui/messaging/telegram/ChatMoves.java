package io.chasqui.messaging.telegram;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Remembers the new ids of groups that became supergroups. */
final class ChatMoves {

  private final JdbcClient jdbc;
  private final long botId;

  ChatMoves(JdbcClient jdbc, long botId) {
    this.jdbc = jdbc;
    this.botId = botId;
  }

  /** The chat's id as of now. */
  String currentId(String chat) {
    return jdbc.sql(
            """
            SELECT to_chat_id FROM telegram_chat_move
            WHERE bot_id = :botId AND from_chat_id = :chat
            """)
        .param("botId", botId)
        .param("chat", chat)
        .query(String.class)
        .optional()
        .orElse(chat);
  }

  void remember(String from, String to) {
    jdbc.sql(
            """
            INSERT INTO telegram_chat_move (bot_id, from_chat_id, to_chat_id, moved_at)
            VALUES (:botId, :from, :to, now())
            ON CONFLICT (bot_id, from_chat_id) DO UPDATE
            SET to_chat_id = excluded.to_chat_id, moved_at = excluded.moved_at
            """)
        .param("botId", botId)
        .param("from", from)
        .param("to", to)
        .update();
  }
}
