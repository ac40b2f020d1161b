package io.chasqui.messaging.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.ApiAnswer.NoAnswer;
import io.chasqui.messaging.telegram.ApiAnswer.NotConnected;
import io.chasqui.messaging.telegram.ApiAnswer.NotSent;
import io.chasqui.messaging.telegram.ApiAnswer.Refused;
import io.chasqui.messaging.telegram.ApiAnswer.Unreadable;
import io.chasqui.platform.http.PromptSockets;
import io.chasqui.platform.http.TracedCalls;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.http.JournalledBody;
import io.chasqui.worker.http.OneShotBody;
import io.chasqui.worker.http.SendPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods of the Bot API, each exactly once: nothing is repeated or redirected silently. A
 * call never throws for what the peer or the network does, so the address of a request, which holds
 * the token, never gets into an exception.
 */
public final class TelegramApi implements AutoCloseable {

  private static final MediaType JSON = MediaType.get("application/json");
  private static final MediaType PDF = MediaType.get("application/pdf");
  private static final int IDLE_CONNECTIONS = 32;

  /** Shorter than servers keep an idle connection: one they close under a request is an unknown. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final HttpUrl base;
  private final BotToken token;
  private final OkHttpClient http;
  private final ObjectMapper json;
  private final AnswerReader answers;

  /**
   * @param callTimeout for one whole call
   */
  TelegramApi(TelegramSettings settings, ObjectMapper json, Duration callTimeout, Traces traces) {
    this.base = HttpUrl.get(settings.requiredBaseUrl().toString());
    this.token = settings.requiredToken();
    this.json = json;
    this.answers = new AnswerReader(json);
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            // Each call has its connection: one that breaks makes one delivery uncertain, not many.
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(new TracedCalls(traces))
            .connectTimeout(settings.connectTimeout())
            .callTimeout(callTimeout)
            .readTimeout(callTimeout)
            .writeTimeout(callTimeout)
            .dispatcher(new Dispatcher())
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, IDLE.toMillis(), TimeUnit.MILLISECONDS))
            .eventListenerFactory(SendPhase::of)
            .build();
  }

  /** One for calls that wait for news: it has {@code pollTimeout} and some seconds for each. */
  public static TelegramApi forPolling(TelegramSettings settings, ObjectMapper json) {
    Duration forAnswer = settings.connectTimeout().plusSeconds(5);
    Duration callTimeout = settings.polling().pollTimeout().plus(forAnswer);
    // What people write to the bot belongs to no trace.
    return new TelegramApi(settings, json, callTimeout, Traces.carried());
  }

  /** Sends a plain text of 1-4,096 characters. */
  ApiAnswer sendMessage(String chat, String text, AttemptJournal journal) {
    return call("sendMessage", json(Map.of("chat_id", chat, "text", text)), journal);
  }

  /**
   * Answers in the conversation with a person, which no journal is kept of.
   *
   * @param replyMarkup a keyboard as the Bot API describes it; empty: none
   */
  public ApiAnswer sendMessage(String chat, String text, Map<String, Object> replyMarkup) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("chat_id", chat);
    fields.put("text", text);
    if (!replyMarkup.isEmpty()) {
      fields.put("reply_markup", replyMarkup);
    }
    return call("sendMessage", json(fields));
  }

  /** Uploads a document and sends it. */
  ApiAnswer sendDocument(
      String chat, Document document, @Nullable String caption, AttemptJournal journal) {
    MultipartBody.Builder form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart("chat_id", chat)
            .addFormDataPart(
                "document", document.fileName(), new OneShotBody(PDF, document.content()));
    if (caption != null) {
      form.addFormDataPart("caption", caption);
    }
    return call("sendDocument", form.build(), journal);
  }

  /** Sends a document that this bot has uploaded before. */
  ApiAnswer sendDocument(
      String chat, String fileId, @Nullable String caption, AttemptJournal journal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("chat_id", chat);
    fields.put("document", fileId);
    if (caption != null) {
      fields.put("caption", caption);
    }
    return call("sendDocument", json(fields), journal);
  }

  /**
   * Asks what people wrote to the bot.
   *
   * @param offset the first update that is wanted; confirms all before it
   * @param timeout how long the Bot API may wait for news
   */
  public ApiAnswer getUpdates(long offset, Duration timeout) {
    return call(
        "getUpdates",
        json(
            Map.of(
                "offset",
                offset,
                "timeout",
                timeout.toSeconds(),
                "allowed_updates",
                List.of("message"))));
  }

  /** Breaks off the calls that are running. */
  public void cancelRunningCalls() {
    http.dispatcher().cancelAll();
  }

  @Override
  public void close() {
    cancelRunningCalls();
    http.connectionPool().evictAll();
  }

  private ApiAnswer call(String method, RequestBody body, AttemptJournal journal) {
    ApiAnswer answer = call(method, new JournalledBody(body, journal));
    if (isFromThePeer(answer)) {
      journal.answered();
    }
    return answer;
  }

  private ApiAnswer call(String method, RequestBody body) {
    SendPhase phase = new SendPhase();
    Request request =
        new Request.Builder()
            .url(base.newBuilder().addPathSegments("bot" + token.secret() + "/" + method).build())
            .tag(SendPhase.class, phase)
            .post(body)
            .build();
    try (Response response = http.newCall(request).execute()) {
      return answers.read(response);
    } catch (IOException | RuntimeException e) {
      // The kind only: messages of exceptions may hold the address.
      String reason = e.getClass().getSimpleName();
      if (phase.handedOver()) {
        return new NoAnswer(reason);
      }
      return phase.connected() ? new NotSent(reason) : new NotConnected(reason);
    }
  }

  private static boolean isFromThePeer(ApiAnswer answer) {
    return answer instanceof Accepted || answer instanceof Refused || answer instanceof Unreadable;
  }

  private RequestBody json(Map<String, Object> fields) {
    try {
      return new OneShotBody(JSON, json.writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }
}
