package io.chasqui.messaging.telegram.bot;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.messaging.telegram.ApiAnswer;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.TelegramApi;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Reads updates and answers them. An update is confirmed by the question for the next one, so after
 * a crash it may be read and answered again, but none is lost.
 */
final class UpdateReader {

  private static final Logger log = LoggerFactory.getLogger(UpdateReader.class);

  private final TelegramApi api;
  private final Conversation conversation;
  private final Duration pollTimeout;

  /** The first update that is wanted; 0: the oldest that is not confirmed. */
  private long offset;

  UpdateReader(TelegramApi api, Conversation conversation, Duration pollTimeout) {
    this.api = api;
    this.conversation = conversation;
    this.pollTimeout = pollTimeout;
  }

  /**
   * Waits for updates, and answers those that come.
   *
   * @return what the Bot API said to the question
   * @throws DataAccessException when the database is away; the update comes again
   */
  ApiAnswer readOnce() {
    ApiAnswer answer = api.getUpdates(offset, pollTimeout);
    if (answer instanceof Accepted accepted) {
      if (accepted.result().isEmpty()) {
        // All before the offset are confirmed now. Telegram may begin to count anew after a quiet
        // week, and then an old offset could hide what is new.
        offset = 0;
      }
      for (JsonNode update : accepted.result()) {
        handle(update);
        offset = update.path("update_id").asLong() + 1;
      }
    }
    return answer;
  }

  private void handle(JsonNode update) {
    try {
      IncomingMessage.of(update).ifPresent(this::answer);
    } catch (DataIntegrityViolationException e) {
      skipped(e);
    } catch (DataAccessException e) {
      throw e;
    } catch (RuntimeException e) {
      skipped(e);
    }
  }

  private void answer(IncomingMessage message) {
    Reply reply = conversation.answer(message);
    ApiAnswer answer =
        api.sendMessage(String.valueOf(message.chatId()), reply.text(), reply.keyboard());
    if (!(answer instanceof Accepted)) {
      log.info("A reply of the bot was dropped: {}", Words.of(answer));
    }
  }

  private static void skipped(RuntimeException e) {
    // The kind only: the message may hold what a person wrote.
    log.error("An update could not be handled and is skipped: {}", e.getClass().getName());
  }
}
