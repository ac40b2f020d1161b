package io.chasqui.quickstart.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInPushServiceIT {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  /** The message of RFC 8291's example. */
  private static final byte[] WATERMELON =
      Base64.getUrlDecoder()
          .decode(
              "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                  + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                  + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");

  private final StandInPushService service = StandInPushService.start(0, NOON);

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void readsWhatABrowserWouldReadAndShowsIt() throws Exception {
    assertThat(post("/send/browser", WATERMELON)).isEqualTo(201);

    assertThat(get("/api/messages"))
        .isEqualTo(
            "[{\"topic\":\"t\",\"ttl\":\"60\",\"urgency\":\"normal\","
                + "\"message\":\"When I grow up, I want to be a watermelon\","
                + "\"at\":\"2026-11-30T12:00:00Z\"}]");
    assertThat(get("/")).contains("I want to be a watermelon");
  }

  @Test
  void subscribesForItsOwnAddress() throws Exception {
    assertThat(get("/api/subscription"))
        .contains(service.uri().resolve("/send/browser").toString(), "\"p256dh\"", "\"auth\"");
  }

  @Test
  void refusesWhatTheBrowserCannotReadAndOthersBrowsers() throws Exception {
    byte[] changed = WATERMELON.clone();
    changed[changed.length - 1]++;

    assertThat(post("/send/browser", changed)).isEqualTo(400);
    assertThat(post("/send/browser", new byte[3])).isEqualTo(400);
    assertThat(post("/send/another", WATERMELON)).isEqualTo(410);
    assertThat(get("/")).contains("No message yet");
  }

  private int post(String path, byte[] body) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path))
            .header("Topic", "t")
            .header("TTL", "60")
            .header("Urgency", "normal")
            .POST(BodyPublishers.ofByteArray(body)))
        .statusCode();
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path))).body();
  }

  private URI at(String path) {
    return service.uri().resolve(path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
