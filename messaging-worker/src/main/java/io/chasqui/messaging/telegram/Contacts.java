package io.chasqui.messaging.telegram;

import io.chasqui.delivery.address.PhoneNumber;
import java.util.Collection;
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
   * The chat of one person.
   *
   * @param forms of the person's number, as it may have been linked
   */
  Optional<String> chatOf(Collection<String> forms) {
    return jdbc.sql(
            """
            SELECT chat_id FROM telegram_contact
            WHERE bot_id = :botId AND phone_number = ANY (:forms)
            ORDER BY linked_at DESC LIMIT 1
            """)
        .param("botId", botId)
        .param("forms", forms.toArray(String[]::new))
        .query(String.class)
        .optional();
  }

  /** Links them, in place of what either was linked to before, in whatever form. */
  public void link(PhoneNumber phoneNumber, long chatId) {
    jdbc.sql(
            """
            WITH replaced AS (
              DELETE FROM telegram_contact
              WHERE bot_id = :botId AND phone_number <> :phoneNumber
                AND (chat_id = :chatId OR phone_number = ANY (:forms))
            )
            INSERT INTO telegram_contact (bot_id, phone_number, chat_id, linked_at)
            VALUES (:botId, :phoneNumber, :chatId, now())
            ON CONFLICT (bot_id, phone_number) DO UPDATE
            SET chat_id = excluded.chat_id, linked_at = excluded.linked_at
            """)
        .param("botId", botId)
        .param("phoneNumber", phoneNumber.e164())
        .param("forms", phoneNumber.forms().toArray(String[]::new))
        .param("chatId", chatId)
        .update();
  }

  /** The number that is linked to a chat, in the form in which it was; empty: none. */
  public Optional<String> phoneOf(long chatId) {
    return jdbc.sql(
            """
            SELECT phone_number FROM telegram_contact
            WHERE bot_id = :botId AND chat_id = :chatId
            ORDER BY linked_at DESC LIMIT 1
            """)
        .param("botId", botId)
        .param("chatId", chatId)
        .query(String.class)
        .optional();
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
