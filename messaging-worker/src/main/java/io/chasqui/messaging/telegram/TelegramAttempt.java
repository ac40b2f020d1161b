package io.chasqui.messaging.telegram;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.ApiAnswer.HeldBack;
import io.chasqui.messaging.telegram.ApiAnswer.NotSent;
import io.chasqui.messaging.telegram.ApiAnswer.Refused;
import io.chasqui.platform.log.FailureLog;
import io.chasqui.worker.AttemptJournal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one delivery: the texts that are still to be sent, then the document. What
 * Telegram has accepted is never spoilt by a database that is away: storing it fails quietly, or
 * makes the outcome unknown, but does not let the message be sent again as if nothing had been.
 */
final class TelegramAttempt {

  private static final Logger log = LoggerFactory.getLogger(TelegramAttempt.class);

  /** A group becomes a supergroup once; a second move would be a peer gone wrong. */
  private static final int MAX_MOVES = 2;

  /** The second one after a file_id that Telegram does not know any more. */
  private static final int MAX_DOCUMENT_TRIES = 3;

  private final TelegramApi api;
  private final BotMemory memory;
  private final DeliveryId id;
  private final AttemptTime time;
  private final AttemptJournal journal;
  private String chat;

  TelegramAttempt(
      TelegramApi api,
      BotMemory memory,
      DeliveryId id,
      AttemptTime time,
      AttemptJournal journal,
      String chat) {
    this.api = api;
    this.memory = memory;
    this.id = id;
    this.time = time;
    this.journal = journal;
    this.chat = chat;
  }

  /** Sends a message that has no document; it ends as its last text does. */
  Outcome send(List<String> texts) {
    int last = texts.size() - 1;
    return sendTexts(texts.subList(0, last)).orElseGet(() -> sendText(texts.get(last)));
  }

  private Outcome sendText(String text) {
    return AnswerClassifier.outcomeOf(call(chat -> api.sendMessage(chat, text, journal)));
  }

  Outcome send(MessageParts message, Document document) {
    return sendTexts(message.texts()).orElseGet(() -> sendDocument(document, message.caption()));
  }

  /** Sends the texts that no earlier attempt has sent; empty when all are sent. */
  private Optional<Outcome> sendTexts(List<String> texts) {
    int sent = texts.isEmpty() ? 0 : memory.progress().textsSent(id);
    for (String text : texts.subList(Math.min(sent, texts.size()), texts.size())) {
      ApiAnswer answer = call(chat -> api.sendMessage(chat, text, journal));
      if (!(answer instanceof Accepted)) {
        return Optional.of(AnswerClassifier.outcomeOf(answer));
      }
      sent++;
      if (!recorded(sent)) {
        return Optional.of(
            new Outcome.Unknown(
                FailureCode.NO_ANSWER, "text " + sent + " was accepted but could not be recorded"));
      }
    }
    return Optional.empty();
  }

  private Outcome sendDocument(Document document, @Nullable String caption) {
    for (int tries = 1; tries <= MAX_DOCUMENT_TRIES; tries++) {
      Upload upload = Upload.turn(memory.files(), document, time);
      if (upload.fileId() != null) {
        String fileId = upload.fileId();
        ApiAnswer answer = call(chat -> api.sendDocument(chat, fileId, caption, journal));
        if (!AnswerClassifier.wantsUpload(answer)) {
          return AnswerClassifier.outcomeOf(answer);
        }
        memory.files().forget(document, fileId);
      } else if (upload.uploader() != null) {
        return upload(document, caption, upload.uploader());
      } else {
        break;
      }
    }
    return new Outcome.TemporaryFailure(
        FailureCode.SEND_FAILED, "another upload of the same report did not end in time");
  }

  private Outcome upload(Document document, @Nullable String caption, UUID uploader) {
    ApiAnswer answer = call(chat -> api.sendDocument(chat, document, caption, journal));
    Outcome outcome = AnswerClassifier.outcomeOf(answer);
    try {
      if (outcome instanceof ChannelFault fault && !(answer instanceof HeldBack)) {
        memory.pause().begin(fault);
      }
      String fileId =
          answer instanceof Accepted accepted
              ? accepted.result().path("document").path("file_id").asText("")
              : "";
      if (fileId.isEmpty()) {
        memory.files().release(document, uploader);
      } else {
        memory.files().uploaded(document, fileId);
      }
    } catch (RuntimeException e) {
      // Others wait until the lease ends, then one of them uploads.
      FailureLog.tell(
          log, "The upload's end could not be recorded", "the report may be uploaded again", e);
    }
    return outcome;
  }

  /** Makes a request, and makes it again where the chat has moved. */
  private ApiAnswer call(Function<String, ApiAnswer> request) {
    ApiAnswer answer = inTime(request);
    for (int moved = 0; moved < MAX_MOVES && answer instanceof Refused refused; moved++) {
      String newId = refused.migrateToChatId();
      if (newId == null || newId.equals(chat)) {
        break;
      }
      remember(chat, newId);
      chat = newId;
      answer = inTime(request);
    }
    return answer;
  }

  private ApiAnswer inTime(Function<String, ApiAnswer> request) {
    Optional<HeldBack> held = memory.pause().now();
    if (held.isPresent()) {
      return held.get();
    }
    return time.allowsAnotherRequest()
        ? request.apply(chat)
        : new NotSent("the attempt had no time left");
  }

  private void remember(String from, String to) {
    try {
      memory.moves().remember(from, to);
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "A chat's new id could not be recorded", "Telegram will tell it again", e);
    }
  }

  private boolean recorded(int textsSent) {
    try {
      memory.progress().record(id, textsSent);
      return true;
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "A text that was sent could not be recorded", "its delivery is UNKNOWN", e);
      return false;
    }
  }
}
