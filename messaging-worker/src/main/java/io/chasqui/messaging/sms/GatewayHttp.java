package io.chasqui.messaging.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.messaging.sms.GatewayReply.Answered;
import io.chasqui.messaging.sms.GatewayReply.NoAnswer;
import io.chasqui.messaging.sms.GatewayReply.NotConnected;
import io.chasqui.messaging.sms.GatewayReply.NotSent;
import io.chasqui.platform.http.PromptSockets;
import io.chasqui.platform.http.TracedCalls;
import io.chasqui.platform.trace.Traces;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.http.JournalledBody;
import io.chasqui.worker.http.SendPhase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to gateways, each exactly once: nothing is repeated or redirected silently. It
 * never throws for what the peer or the network does, so that no secret gets into an exception.
 */
final class GatewayHttp implements AutoCloseable {

  private static final int IDLE_CONNECTIONS = 32;

  /** Shorter than servers keep an idle connection: one they close under a request is an unknown. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private static final long MAX_ANSWER_BYTES = 64L * 1024;

  /** A peer that asks for more is asked again after it. */
  private static final long MAX_RETRY_AFTER_SECONDS = Duration.ofDays(1).toSeconds();

  private final OkHttpClient http;
  private final ObjectMapper json;

  /**
   * @param timeout for one whole request
   */
  GatewayHttp(Duration timeout, ObjectMapper json, Traces traces) {
    this.json = json;
    this.http =
        new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            // Each call has its connection: one that breaks makes one delivery uncertain, not many.
            .protocols(List.of(Protocol.HTTP_1_1))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(new TracedCalls(traces))
            .connectTimeout(timeout)
            .callTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, IDLE.toMillis(), TimeUnit.MILLISECONDS))
            .eventListenerFactory(SendPhase::of)
            .build();
  }

  /**
   * Sends a body and reads what comes back.
   *
   * @param authorization the header's value
   * @param body knows its length
   */
  GatewayReply post(HttpUrl url, String authorization, RequestBody body, AttemptJournal journal) {
    SendPhase phase = new SendPhase();
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", authorization)
            .header("Accept", "application/json")
            .tag(SendPhase.class, phase)
            .post(new JournalledBody(body, journal))
            .build();
    try (Response response = http.newCall(request).execute()) {
      Answered answer = read(response);
      journal.answered();
      return answer;
    } catch (IOException | RuntimeException e) {
      // The kind only: messages of exceptions may hold the address.
      String reason = e.getClass().getSimpleName();
      if (phase.handedOver()) {
        return new NoAnswer(reason);
      }
      return phase.connected() ? new NotSent(reason) : new NotConnected(reason);
    }
  }

  @Override
  public void close() {
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  /** An answer has arrived, so nothing here throws. */
  private Answered read(Response response) {
    MediaType type = response.body().contentType();
    boolean isPage = type != null && type.subtype().contains("html");
    return new Answered(
        response.code(), isPage, retryAfter(response.header("Retry-After")), body(response));
  }

  private @Nullable JsonNode body(Response response) {
    try (BufferedSource body = response.body().source()) {
      if (body.request(MAX_ANSWER_BYTES + 1)) {
        return null;
      }
      JsonNode read = json.readTree(body.readByteArray());
      return read != null && read.isObject() ? read : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Only the form in seconds is read; who writes a date is left alone for our own time. */
  private static @Nullable Duration retryAfter(@Nullable String header) {
    return header != null && header.strip().matches("[0-9]{1,9}")
        ? Duration.ofSeconds(
            Math.max(1, Math.min(Long.parseLong(header.strip()), MAX_RETRY_AFTER_SECONDS)))
        : null;
  }
}
