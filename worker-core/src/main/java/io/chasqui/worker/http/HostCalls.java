package io.chasqui.worker.http;

import io.chasqui.platform.http.AddressRefused;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.ShortAnswer;
import io.chasqui.worker.AttemptJournal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to hosts that others have named, each exactly once: nothing is repeated or
 * redirected silently. It never throws for what the peer or the network does, so that no secret
 * gets into an exception.
 */
public final class HostCalls implements AutoCloseable {

  private static final int IDLE_CONNECTIONS = 64;

  /** Shorter than servers keep an idle connection: one they close under a request is an unknown. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  private final OkHttpClient http;
  private final Clock clock;

  /**
   * @param timeout for one whole request
   */
  public HostCalls(GuardedHttp guarded, Duration timeout, Clock clock) {
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
   * Sends a request and reads what comes back.
   *
   * @param unsent its body tells the journal how far it has come
   */
  public HostReply send(Request.Builder unsent, AttemptJournal journal) {
    SendPhase phase = new SendPhase();
    Request request = unsent.tag(SendPhase.class, phase).build();
    try (Response response = http.newCall(request).execute()) {
      HostReply answer =
          new HostReply.Answered(
              response.code(),
              retryAfter(response),
              response.header("Location"),
              ShortAnswer.read(response));
      journal.answered();
      return answer;
    } catch (AddressRefused e) {
      return new HostReply.Refused();
    } catch (IOException | RuntimeException e) {
      // The kind only: messages of exceptions may hold the address.
      String reason = e.getClass().getSimpleName();
      if (phase.handedOver()) {
        return new HostReply.NoAnswer(reason);
      }
      return phase.connected()
          ? new HostReply.NotSent(reason, e instanceof AttemptJournal.Refused)
          : new HostReply.NotConnected(reason);
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
