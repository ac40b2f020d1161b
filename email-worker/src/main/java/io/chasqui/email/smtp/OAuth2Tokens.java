package io.chasqui.email.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.email.Credentials;
import io.chasqui.email.EmailFailure;
import io.chasqui.platform.http.TracedCalls;
import io.chasqui.platform.trace.Traces;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens for XOAUTH2: one at a time, kept until shortly before it expires. Neither a token
 * nor a secret is put into an exception.
 */
final class OAuth2Tokens {

  /** A token must outlive the log-in it is fetched for. */
  private static final Duration BEFORE_EXPIRY = Duration.ofMinutes(1);

  /** RFC 6749 lets a server leave out how long its tokens live. */
  private static final long SECONDS_UNLESS_TOLD = 300;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Credentials.OAuth2 credentials;
  private final OkHttpClient http;
  private final Clock clock;
  private @Nullable String token;
  private Instant usableUntil = Instant.MIN;

  /**
   * @param timeout for one whole request
   */
  OAuth2Tokens(Credentials.OAuth2 credentials, Duration timeout, Clock clock, Traces traces) {
    this.credentials = credentials;
    this.clock = clock;
    this.http =
        new OkHttpClient.Builder()
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .followRedirects(false)
            .addInterceptor(new TracedCalls(traces))
            .build();
  }

  /** A token that is still good; threads that come at once share one request. */
  synchronized String current() throws SmtpConnectException {
    String known = token;
    if (known != null && clock.instant().isBefore(usableUntil)) {
      return known;
    }
    String fresh = fetch();
    token = fresh;
    return fresh;
  }

  /** Forgets a token that was refused, unless another has taken its place already. */
  synchronized void discard(String refused) {
    if (refused.equals(token)) {
      token = null;
    }
  }

  private String fetch() throws SmtpConnectException {
    Request request =
        new Request.Builder().url(credentials.tokenUrl().toString()).post(form()).build();
    try (Response response = http.newCall(request).execute()) {
      if (response.code() >= 500 || response.code() == 429) {
        throw unavailable("the token endpoint answered " + response.code());
      }
      JsonNode answer = JSON.readTree(response.body().string());
      JsonNode fresh = answer.path("access_token");
      if (!response.isSuccessful() || fresh.asText().isEmpty()) {
        throw new SmtpConnectException(
            new ChannelFault(
                FailureCode.AUTHENTICATION_FAILED,
                "the token endpoint answered "
                    + response.code()
                    + " "
                    + answer.path("error").asText()));
      }
      long seconds = answer.path("expires_in").asLong(SECONDS_UNLESS_TOLD);
      usableUntil = clock.instant().plusSeconds(seconds).minus(BEFORE_EXPIRY);
      return fresh.asText();
    } catch (IOException e) {
      throw unavailable("no answer from the token endpoint: " + e.getClass().getSimpleName());
    }
  }

  private FormBody form() {
    FormBody.Builder form =
        new FormBody.Builder()
            .add("client_id", credentials.clientId())
            .add("client_secret", credentials.clientSecret());
    String refreshToken = credentials.refreshToken();
    if (refreshToken == null) {
      form.add("grant_type", "client_credentials");
    } else {
      form.add("grant_type", "refresh_token").add("refresh_token", refreshToken);
    }
    String scope = credentials.scope();
    if (scope != null) {
      form.add("scope", scope);
    }
    return form.build();
  }

  private static SmtpConnectException unavailable(String detail) {
    return new SmtpConnectException(
        new ChannelFault(
            EmailFailure.SERVICE_NOT_AVAILABLE, detail, SmtpReplyClassifier.HOST_RESTS));
  }
}
