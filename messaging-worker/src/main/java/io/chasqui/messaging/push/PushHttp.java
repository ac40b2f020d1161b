package io.chasqui.messaging.push;

import io.chasqui.messaging.push.PushReply.Answered;
import io.chasqui.messaging.push.PushReply.NoAnswer;
import io.chasqui.messaging.push.PushReply.NotConnected;
import io.chasqui.messaging.push.PushReply.NotSent;
import io.chasqui.messaging.push.PushReply.Refused;
import io.chasqui.platform.http.AddressRefused;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.ShortAnswer;
import io.chasqui.worker.AttemptJournal;
import io.chasqui.worker.http.JournalledBody;
import io.chasqui.worker.http.SendPhase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to push services, each exactly once: nothing is repeated or redirected silently.
 * It never throws for what the peer or the network does, so that no secret gets into an exception.
 */
final class PushHttp implements AutoCloseable {

  private static final MediaType BYTES = MediaType.get("application/octet-stream");

  private static final int IDLE_CONNECTIONS = 64;

  /** Shorter than servers keep an idle connection: one they close under a request is an unknown. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final OkHttpClient http;
  private final Clock clock;

  /**
   * @param timeout for one whole request
   */
  PushHttp(GuardedHttp guarded, Duration timeout, Clock clock) {
    this.clock = clock;
    this.http =
        guarded
            .client(timeout)
            // Each call has its connection: one that breaks makes one delivery uncertain, not many.
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionPool(
                new ConnectionPool(IDLE_CONNECTIONS, IDLE.toMillis(), TimeUnit.MILLISECONDS))
            .eventListenerFactory(SendPhase::of)
            .build();
  }

  /**
   * Sends an encrypted message and reads what comes back.
   *
   * @param unsent knows address and headers
   */
  PushReply post(Request.Builder unsent, byte[] encrypted, AttemptJournal journal) {
    SendPhase phase = new SendPhase();
    Request request =
        unsent
            .header("Content-Encoding", "aes128gcm")
            .tag(SendPhase.class, phase)
            .post(new JournalledBody(RequestBody.create(encrypted, BYTES), journal))
            .build();
    try (Response response = http.newCall(request).execute()) {
      Answered answer =
          new Answered(
              response.code(),
              retryAfter(response),
              response.header("Location"),
              ShortAnswer.read(response));
      journal.answered();
      return answer;
    } catch (AddressRefused e) {
      return new Refused();
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

  /** In seconds, or as a date. */
  private @Nullable Duration retryAfter(Response response) {
    String header = response.header("Retry-After");
    if (header == null) {
      return null;
    }
    if (header.strip().matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(header.strip()));
    }
    Instant date = response.headers().getInstant("Retry-After");
    return date == null ? null : Duration.between(clock.instant(), date);
  }
}
