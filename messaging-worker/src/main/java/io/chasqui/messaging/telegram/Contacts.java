package io.chasqui.messaging.telegram;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which chat belongs to which phone number, by what the numbers' owners have shared with the bot. A
 * number has one chat and a chat has one number: who got another number is no longer written to by
 * the old one, which may be someone else's by now.
 */
public final class Contacts {

  private final JdbcClient jdbc;
  private final long botId;

  Contacts(JdbcClient jdbc, long botId) {
    this.jdbc = jdbc;
    this.botId = botId;
  }

  /**
   * @param phoneNumber as {@link PhoneNumbers} writes it
   */
  Optional<String> chatOf(String phoneNumber) {
    return jdbc.sql(
            """
            SELECT chat_id FROM telegram_contact
            WHERE bot_id = :botId AND phone_number = :phoneNumber
            """)
        .param("botId", botId)
        .param("phoneNumber", phoneNumber)
        .query(String.class)
        .optional();
  }

  /**
   * @param phoneNumber as {@link PhoneNumbers} writes it
   */
  public void link(String phoneNumber, long chatId) {
    jdbc.sql(
            """
            WITH replaced AS (
              DELETE FROM telegram_contact
              WHERE bot_id = :botId AND chat_id = :chatId AND phone_number <> :phoneNumber
            )
            INSERT INTO telegram_contact (bot_id, phone_number, chat_id, linked_at)
            VALUES (:botId, :phoneNumber, :chatId, now())
            ON CONFLICT (bot_id, phone_number) DO UPDATE
            SET chat_id = excluded.chat_id, linked_at = excluded.linked_at
            """)
        .param("botId", botId)
        .param("phoneNumber", phoneNumber)
        .param("chatId", chatId)
        .update();
  }

  /**
   * @return whether a number was linked to the chat
   */
  public boolean unlink(long chatId) {
    return jdbc.sql("DELETE FROM telegram_contact WHERE bot_id = :botId AND chat_id = :chatId")
            .param("botId", botId)
            .param("chatId", chatId)
            .update()
        > 0;
  }
}
