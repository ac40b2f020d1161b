package io.chasqui.quickstart.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInSmsGatewayIT {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
  private static final String MESSAGE =
      "{\"id\": 7, \"phone\": 79991112233, \"text\": \"<b>Hola</b> 😀\"}";

  private final StandInSmsGateway gateway = StandInSmsGateway.start(0, "token", NOON);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void takesWhatComesWithItsTokenAndShowsIt() throws Exception {
    HttpResponse<String> answer = send("token");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"code\":0,\"message\":\"OK\"}");
    assertThat(get("/api/messages"))
        .isEqualTo(
            "[{\"id\":7,\"phone\":\"+79991112233\",\"text\":\"<b>Hola</b> \\uD83D\\uDE00\","
                + "\"at\":\"2026-11-30T12:00:00Z\"}]");
    assertThat(get("/")).contains("+79991112233", "&lt;b&gt;Hola&lt;/b&gt; 😀");
  }

  @Test
  void takesNothingWithAnotherToken() throws Exception {
    assertThat(send("other").statusCode()).isEqualTo(401);
    assertThat(get("/api/messages")).isEqualTo("[]");
    assertThat(get("/")).contains("No message yet");
  }

  private HttpResponse<String> send(String token) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(gateway.uri().resolve("/send/7"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(MESSAGE))
                .build(),
            BodyHandlers.ofString());
  }

  private String get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(gateway.uri().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
