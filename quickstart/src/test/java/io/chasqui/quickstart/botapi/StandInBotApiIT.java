package io.chasqui.quickstart.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandInBotApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "123456:a-token-of-the-right-shape-000000000";
  private static final String OTHER_BOT = "654321:a-token-of-the-right-shape-111111111";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path files;
  private StandInBotApi api;

  StandInBotApiIT(@TempDir Path files) {
    this.files = files;
    this.api = start(files);
  }

  private static StandInBotApi start(Path files) {
    return StandInBotApi.start(0, TOKEN, files, Clock.systemUTC());
  }

  @AfterEach
  void end() {
    api.close();
  }

  @Test
  void keepsAnUploadAndTakesItsFileIdForTheNextChat() throws Exception {
    byte[] pdf = new byte[200_000];
    new Random(3).nextBytes(pdf);

    Reply first = upload(TOKEN, "1001", "Your report", pdf);
    assertThat(first.status()).isEqualTo(200);
    JsonNode message = first.json().path("result");
    assertThat(message.path("caption").asText()).isEqualTo("Your report");
    assertThat(message.path("chat").path("id").asLong()).isEqualTo(1001);
    assertThat(message.path("chat").path("type").asText()).isEqualTo("private");
    assertThat(message.path("document").path("file_size").asInt()).isEqualTo(pdf.length);
    String fileId = message.path("document").path("file_id").asText();

    Reply second =
        post(
            TOKEN,
            "SENDDOCUMENT",
            "{\"chat_id\": -1001234567890, \"document\": \"" + fileId + "\"}");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("result").path("document").path("file_id").asText())
        .isEqualTo(fileId);

    JsonNode kept = getJson("/api/messages");
    assertThat(kept.findValuesAsText("chatId")).containsExactly("-1001234567890", "1001");
    assertThat(kept.findValuesAsText("uploaded")).containsExactly("false", "true");
    assertThat(get("/api/files/" + fileId).body()).isEqualTo(pdf);
    assertThat(getJson("/api/messages?chatId=1001")).hasSize(1);
  }

  @Test
  void aFileIdIsGoodForOneBotOnly() throws Exception {
    String fileId = fileId(upload(TOKEN, "1001", "", new byte[10]));

    Reply reply = sendKnown(OTHER_BOT, fileId);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.description()).startsWith("Bad Request: wrong file identifier");
  }

  @Test
  void aFileIdOutlivesARestart() throws Exception {
    String fileId = fileId(upload(TOKEN, "1001", "", new byte[10]));
    api.close();
    api = start(files);

    assertThat(sendKnown(TOKEN, fileId).status()).isEqualTo(200);
  }

  @Test
  void takesParametersInAllFourWays() throws Exception {
    assertThat(post(TOKEN, "sendMessage", "{\"chat_id\":1,\"text\":\"json\"}").status())
        .isEqualTo(200);
    assertThat(
            send(HttpRequest.newBuilder(bot(TOKEN, "sendMessage"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("chat_id=1&text=form+%C3%B1")))
                .status())
        .isEqualTo(200);
    assertThat(
            send(HttpRequest.newBuilder(bot(TOKEN, "sendMessage?chat_id=%40channel&text=query")))
                .status())
        .isEqualTo(200);
    assertThat(multipart(TOKEN, "sendMessage", "1", "text", "multipart").status()).isEqualTo(200);

    assertThat(getJson("/api/messages").findValuesAsText("text"))
        .containsExactly("multipart", "query", "form ñ", "json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sendMessage | {\"chat_id\":4041,\"text\":\"a\"} | 400 | Bad Request: chat not found",
        "sendMessage | {\"chat_id\":\"ana\",\"text\":\"a\"} | 400 | Bad Request: chat not found",
        "sendMessage | {\"chat_id\":4031,\"text\":\"a\"} | 403 | Forbidden: bot was blocked by the"
            + " user",
        "sendMessage | {\"text\":\"a\"} | 400 | Bad Request: chat_id is empty",
        "sendMessage | {\"chat_id\":1} | 400 | Bad Request: message text is empty",
        "sendDocument | {\"chat_id\":1} | 400 | Bad Request: there is no document in the request",
        "sendPigeon | {} | 404 | Not Found: method not found",
        "sendMessage | [] | 400 | The body is not a JSON object"
      })
  void refusesAsTheRealOneDoes(String method, String body, int status, String description)
      throws Exception {
    Reply reply = post(TOKEN, method, body);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.json().path("error_code").asInt()).isEqualTo(status);
    assertThat(reply.description()).isEqualTo(description);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "abc:def", "123456:short", ":a-token-of-the-right-shape-0000"})
  void aMalformedTokenIsNotFound(String token) throws Exception {
    assertThat(post(token, "getMe", "{}").status()).isEqualTo(404);
  }

  @Test
  void aWrongTokenOfAKnownBotIsUnauthorized() throws Exception {
    Reply reply = post("123456:another-token-of-the-right-shape-00", "getMe", "{}");

    assertThat(reply.status()).isEqualTo(401);
    assertThat(post(TOKEN, "getMe", "{}").json().path("result").path("id").asLong())
        .isEqualTo(123456);
  }

  @Test
  void countsCharactersUpToTheLimits() throws Exception {
    assertThat(sendText("ñ".repeat(4_096)).status()).isEqualTo(200);
    assertThat(sendText("ñ".repeat(4_097)).description())
        .isEqualTo("Bad Request: message is too long");
    assertThat(upload(TOKEN, "1", "x".repeat(1_024), new byte[1]).status()).isEqualTo(200);
    assertThat(upload(TOKEN, "1", "x".repeat(1_025), new byte[1]).description())
        .isEqualTo("Bad Request: message caption is too long");
    assertThat(upload(TOKEN, "1", "", new byte[0]).description())
        .isEqualTo("Bad Request: file must be non-empty");
  }

  @Test
  void aSharedContactWakesTheBotThatWaits() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> waiting =
        http.sendAsync(
            HttpRequest.newBuilder(bot(TOKEN, "getUpdates?timeout=30")).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());

    postTo("/api/people/contact", "{\"chatId\": 1001, \"phoneNumber\": \"+51987654321\"}");

    JsonNode update = JSON.readTree(waiting.get(5, TimeUnit.SECONDS).body()).path("result").path(0);
    JsonNode message = update.path("message");
    assertThat(message.path("chat").path("id").asLong()).isEqualTo(1001);
    assertThat(message.path("chat").path("type").asText()).isEqualTo("private");
    assertThat(message.path("contact").path("phone_number").asText()).isEqualTo("+51987654321");
    assertThat(message.path("contact").path("user_id")).isEqualTo(message.path("from").path("id"));

    postTo("/api/people/start", "{\"chatId\": \"1001\"}");
    long next = update.path("update_id").asLong() + 1;
    JsonNode rest = post(TOKEN, "getUpdates", "{\"offset\":" + next + "}").json().path("result");
    assertThat(rest).hasSize(1);
    assertThat(rest.path(0).path("message").path("text").asText()).isEqualTo("/start");
  }

  @Test
  void aPersonCanShareSomebodyElsesContact() throws Exception {
    postTo("/api/people/contact", "{\"chatId\": 1, \"phoneNumber\": \"+1\", \"userId\": 2}");

    JsonNode message =
        post(TOKEN, "getUpdates", "{}").json().path("result").path(0).path("message");
    assertThat(message.path("from").path("id").asLong()).isEqualTo(1);
    assertThat(message.path("contact").path("user_id").asLong()).isEqualTo(2);
  }

  @Test
  void onlyOneMayWaitForUpdates() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> first =
        http.sendAsync(
            HttpRequest.newBuilder(bot(TOKEN, "getUpdates?timeout=30")).build(),
            HttpResponse.BodyHandlers.ofByteArray());

    await()
        .until(
            () -> {
              assertThat(post(TOKEN, "getUpdates", "{}").status()).isEqualTo(200);
              return first.isDone();
            });
    assertThat(first.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
  }

  @Test
  void failsAsTheScriptSaysAndThenNoMore() throws Exception {
    postTo(
        "/api/script", "{\"method\":\"sendDocument\",\"status\":429,\"retryAfter\":2,\"times\":2}");

    assertThat(sendText("not concerned").status()).isEqualTo(200);
    for (int i = 0; i < 2; i++) {
      Reply reply = upload(TOKEN, "1", "", new byte[1]);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.description()).isEqualTo("Too Many Requests: retry after 2");
      assertThat(reply.json().path("parameters").path("retry_after").asInt()).isEqualTo(2);
      assertThat(reply.retryAfter()).isEqualTo("2");
    }
    assertThat(upload(TOKEN, "1", "", new byte[1]).status()).isEqualTo(200);
    assertThat(getJson("/api/calls").findValuesAsText("status"))
        .containsExactly("200", "429", "429", "200");
    assertThat(getJson("/api/script")).isEmpty();
  }

  @Test
  void tellsTheNewNumberOfAGroup() throws Exception {
    postTo("/api/script", "{\"status\":400,\"migrateToChatId\":-1001234567890}");

    Reply reply = sendText("a");

    assertThat(reply.description()).contains("upgraded to a supergroup");
    assertThat(reply.json().path("parameters").path("migrate_to_chat_id").asLong())
        .isEqualTo(-1001234567890L);
  }

  @Test
  void canObeyAndThenCutTheConnection() throws Exception {
    postTo("/api/script", "{\"chatId\":\"7\",\"cut\":true}");

    assertThat(sendText("other chat").status()).isEqualTo(200);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> post(TOKEN, "sendMessage", "{\"chat_id\":7,\"text\":\"obeyed\"}"));
    assertThat(getJson("/api/messages?chatId=7").findValuesAsText("text")).contains("obeyed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"status\":200}", "{\"status\":\"x\"}", "{\"delayMillis\":-1}"})
  void refusesAScriptThatSaysNothing(String script) throws Exception {
    assertThat(postTo("/api/script", script).status()).isEqualTo(400);
    assertThat(getJson("/api/script")).isEmpty();
  }

  @Test
  void showsWhatItReceivedWithoutTrustingIt() throws Exception {
    sendText("<script>alert(1)</script>");

    HttpResponse<byte[]> page = get("/");

    assertThat(new String(page.body(), StandardCharsets.UTF_8))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "Share contact")
        .doesNotContain("<script>alert");
    assertThat(get("/style.css").statusCode()).isEqualTo(200);
    assertThat(get("/refresh.js").statusCode()).isEqualTo(200);
  }

  @Test
  void aFormOfThePageLeadsBackToIt() throws Exception {
    HttpRequest.Builder form =
        HttpRequest.newBuilder(URI.create(api.uri() + "/api/people/start"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Origin", api.uri().toString())
            .POST(BodyPublishers.ofString("chatId=1001"));
    assertThat(send(form).status()).isEqualTo(303);

    assertThat(send(form.setHeader("Origin", "https://attacker.example")).status()).isEqualTo(403);
    assertThat(post(TOKEN, "getUpdates", "{}").json().path("result")).hasSize(1);
  }

  private record Reply(int status, JsonNode json, String retryAfter) {
    String description() {
      return json.path("description").asText();
    }
  }

  private Reply sendText(String text) throws Exception {
    return post(
        TOKEN,
        "sendMessage",
        JSON.createObjectNode().put("chat_id", 1).put("text", text).toString());
  }

  private Reply sendKnown(String token, String fileId) throws Exception {
    return post(token, "sendDocument", "{\"chat_id\":1,\"document\":\"" + fileId + "\"}");
  }

  private static String fileId(Reply reply) {
    return reply.json().path("result").path("document").path("file_id").asText();
  }

  private Reply post(String token, String method, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(bot(token, method))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private Reply postTo(String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(api.uri() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private Reply upload(String token, String chatId, String caption, byte[] content)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, "chat_id", chatId);
    field(body, "caption", caption);
    body.writeBytes(
        ("--XyZ\r\nContent-Disposition: form-data; name=\"document\"; filename=\"report.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
    return sendMultipart(token, "sendDocument", body);
  }

  private Reply multipart(String token, String method, String chatId, String name, String value)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, "chat_id", chatId);
    field(body, name, value);
    body.writeBytes("--XyZ--\r\n".getBytes(StandardCharsets.UTF_8));
    return sendMultipart(token, method, body);
  }

  private static void field(ByteArrayOutputStream body, String name, String value) {
    body.writeBytes(
        ("--XyZ\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private Reply sendMultipart(String token, String method, ByteArrayOutputStream body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(bot(token, method))
            .header("Content-Type", "multipart/form-data; boundary=XyZ")
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private URI bot(String token, String method) {
    return URI.create(api.uri() + "/bot" + token + "/" + method);
  }

  private Reply send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    JsonNode json =
        answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json")
            ? JSON.readTree(answer.body())
            : JSON.createObjectNode();
    return new Reply(
        answer.statusCode(), json, answer.headers().firstValue("Retry-After").orElse(""));
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(api.uri() + path)).build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode getJson(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }
}
