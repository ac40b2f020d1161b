package io.chasqui.delivery.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;

class SignedRequestsTest {

  /** The vector of Standard Webhooks' own tests; it is public. */
  private static final WebhookSecret KNOWN =
      WebhookSecret.read("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final Instant AT = Instant.ofEpochSecond(1614265330);
  private static final String TEXT = "{\"test\": 2432232314}";

  @Test
  void signsAsTheStandardsOwnVectorHasIt() {
    Request request = request(TEXT, KNOWN);

    assertThat(request.header("webhook-id")).isEqualTo(ID);
    assertThat(request.header("webhook-timestamp")).isEqualTo("1614265330");
    assertThat(request.header("webhook-signature"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void eachSecretSignsAndEachReceiverBelievesItsOwn() throws Exception {
    WebhookSecret fresh = WebhookSecret.fresh();
    String text = "{\"data\":\"ñandú 😀\"}";
    long now = System.currentTimeMillis() / 1000;
    Request request =
        requests()
            .request(
                "https://example.com/in",
                ID,
                Instant.ofEpochSecond(now),
                text,
                RequestBody.create(text, SignedRequests.JSON),
                List.of(fresh, KNOWN))
            .build();

    assertThat(request.header("webhook-signature")).contains(" ").startsWith("v1,");
    for (WebhookSecret secret : List.of(fresh, KNOWN)) {
      new Webhook(secret.reveal())
          .verify(body(request), Map.copyOf(request.headers().toMultimap()));
    }
  }

  @Test
  void isAPostOfJsonByUs() {
    Request request = request(TEXT, KNOWN);

    assertThat(request.method()).isEqualTo("POST");
    assertThat(String.valueOf(request.body().contentType())).startsWith("application/json");
    assertThat(request.header("User-Agent")).startsWith("Chasqui");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_canary!",
        "whsec_Y2FuYXJ5",
        "whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
      })
  void whatIsNoSecretIsNone(String written) {
    assertThat(WebhookSecret.read(written)).isEmpty();
  }

  @Test
  void aFreshSecretIsOneAndDoesNotShow() {
    WebhookSecret fresh = WebhookSecret.fresh();

    assertThat(WebhookSecret.read(fresh.reveal())).isPresent();
    assertThat(fresh.reveal()).isNotEqualTo(WebhookSecret.fresh().reveal());
    assertThat(fresh.toString()).isEqualTo("WebhookSecret[***]");
  }

  private static Request request(String text, WebhookSecret secret) {
    return requests()
        .request(
            "https://example.com/in",
            ID,
            AT,
            text,
            RequestBody.create(text, SignedRequests.JSON),
            List.of(secret))
        .build();
  }

  private static SignedRequests requests() {
    return new SignedRequests(
        new StaticListableBeanFactory().getBeanProvider(BuildProperties.class));
  }

  private static String body(Request request) throws Exception {
    Buffer buffer = new Buffer();
    request.body().writeTo(buffer);
    return buffer.readUtf8();
  }
}
