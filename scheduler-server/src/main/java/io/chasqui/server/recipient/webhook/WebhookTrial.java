package io.chasqui.server.recipient.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.recipient.WebhookTestView;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.SignedRequests;
import io.chasqui.delivery.webhook.WebhookMessage;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.delivery.webhook.WebhookSettings;
import io.chasqui.platform.TimeUuid;
import io.chasqui.platform.http.AddressRefused;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.ShortAnswer;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.UnreadableSecret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * Tries an endpoint: sends it a webhook of the type {@code chasqui.test}, by the workers' rules.
 */
@Component
class WebhookTrial {

  private static final String TYPE = "chasqui.test";

  private final SecretBox secrets;
  private final SignedRequests requests;
  private final OkHttpClient http;
  private final ObjectMapper json;
  private final Clock clock;

  WebhookTrial(
      SecretBox secrets,
      GuardedHttp guarded,
      WebhookSettings settings,
      ObjectMapper json,
      Clock clock,
      ObjectProvider<BuildProperties> build) {
    this.secrets = secrets;
    this.requests = new SignedRequests(build);
    this.http = guarded.client(settings.timeout()).build();
    this.json = json;
    this.clock = clock;
  }

  /** Once, and whatever comes of it. */
  Tried of(Endpoint endpoint) {
    try {
      return send(endpoint.url(), endpoint.secrets(secrets));
    } catch (UnreadableSecret e) {
      return Tried.not("SECRET_UNREADABLE");
    }
  }

  private Tried send(String url, List<WebhookSecret> signing) {
    Instant now = clock.instant();
    String text = message(now);
    try (Response response =
        http.newCall(
                requests
                    .request(
                        url,
                        TimeUuid.fresh().toString(),
                        now,
                        text,
                        RequestBody.create(
                            text.getBytes(StandardCharsets.UTF_8), SignedRequests.JSON),
                        signing)
                    .build())
            .execute()) {
      return new Tried(response.code(), null, ShortAnswer.read(response));
    } catch (AddressRefused e) {
      return Tried.not(FailureCode.ADDRESS_REFUSED);
    } catch (InterruptedIOException e) {
      return Tried.not(FailureCode.NO_ANSWER);
    } catch (IOException e) {
      // Its text may hold the address.
      return Tried.not(FailureCode.SEND_FAILED);
    }
  }

  private String message(Instant now) {
    try {
      return json.writeValueAsString(new WebhookMessage(TYPE, now, Map.of()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text and a time can be written as JSON", e);
    }
  }

  /**
   * What came of it.
   *
   * @param status of the answer; null: there was none
   * @param failureCode why not; null: there was one
   */
  record Tried(@Nullable Integer status, @Nullable String failureCode, @Nullable String answer) {

    static Tried not(String failureCode) {
      return new Tried(null, failureCode, null);
    }

    boolean isDelivered() {
      return status != null && status / 100 == 2;
    }

    WebhookTestView view(boolean isEnabled) {
      return new WebhookTestView(isDelivered(), status, failureCode, answer, isEnabled);
    }
  }
}
