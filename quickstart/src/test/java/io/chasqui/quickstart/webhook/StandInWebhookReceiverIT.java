package io.chasqui.quickstart.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInWebhookReceiverIT {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  private final StandInWebhookReceiver receiver = StandInWebhookReceiver.start(0, NOON);

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void takesWhatIsPostedToAnyPathAndShowsIt() throws Exception {
    HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(receiver.uri().resolve("/in/shop"))
                .header("webhook-id", "id-1")
                .header("webhook-timestamp", "7")
                .header("webhook-signature", "v1,x")
                .POST(BodyPublishers.ofString("{\"a\":\"<b>\"}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(get("/api/webhooks"))
        .isEqualTo(
            "[{\"path\":\"/in/shop\",\"id\":\"id-1\",\"timestamp\":\"7\",\"signature\":\"v1,x\","
                + "\"body\":\"{\\\"a\\\":\\\"<b>\\\"}\",\"at\":\"2026-11-30T12:00:00Z\"}]");
    assertThat(get("/")).contains("/in/shop", "id-1", "&lt;b&gt;").doesNotContain("<b>");
  }

  @Test
  void saysThatNothingCameYet() throws Exception {
    assertThat(get("/")).contains("No webhook yet");
    assertThat(get("/api/webhooks")).isEqualTo("[]");
  }

  private String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(receiver.uri().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
