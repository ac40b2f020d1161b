package io.chasqui.messaging.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.testing.TestJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.MultipartReader;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each text that gets to the Bot API, against each way to begin another header, part or field. What
 * is read is what came over the wire.
 */
class InjectionIT {

  private static final String DOCUMENT = "form-data; name=\"document\"; filename=\"";
  private static final byte[] PDF = "%PDF-1.7 content".getBytes(StandardCharsets.US_ASCII);

  private final MockWebServer server = new MockWebServer();
  private final TestJournal journal = new TestJournal();
  private TelegramApi api;

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"ok\":true,\"result\":{\"message_id\":1,\"chat\":{\"id\":1001}}}")
            .build());
    api = TestTelegram.api(server.url("/").toString(), Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  static Stream<String> injections() {
    return Stream.of(
            "\r\n",
            "\n",
            "\r",
            "\r\n ",
            "\r\n\r\n",
            "\"\r\n",
            "\";",
            "\u2028",
            "\u2029",
            "\u0085",
            "\u0000",
            "\u000b",
            "\u000c",
            "\u007f",
            "\u760d\u760a",
            "\u010d\u010a",
            "\ud800",
            "\\r\\n",
            "\\\"",
            "%0d%0a",
            "%22",
            "\r\n--",
            "\"}, {\"",
            "&parse_mode=HTML&",
            "../../",
            "..\\..\\")
        .flatMap(
            line ->
                Stream.of(
                    "a" + line + "Content-Type: text/html" + line + line + "b.pdf",
                    line + "Content-Disposition: form-data; name=\"parse_mode\"" + line + "HTML",
                    "a" + line + "; name=\"chat_id\"; filename=\"evil" + line + ".exe",
                    line));
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aFileNameAddsNoHeaderAndNoPart(String name) throws Exception {
    api.sendDocument("1001", TestTelegram.document(name, PDF), "caption", journal);

    List<Part> parts = parts();
    assertForm(parts, "caption");
    String header = parts.get(1).disposition();
    assertThat(header).startsWith(DOCUMENT).endsWith("\"");
    assertThat(header.substring(DOCUMENT.length(), header.length() - 1))
        .isNotEmpty()
        .doesNotContainPattern("[\"/\\\\\\p{Cc}\u2028\u2029]");
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aCaptionAddsNoHeaderAndNoPart(String caption) throws Exception {
    api.sendDocument("1001", TestTelegram.document("r.pdf", PDF), caption, journal);

    List<Part> parts = parts();
    assertForm(parts, readable(caption));
    assertThat(parts.get(1).disposition()).isEqualTo(DOCUMENT + "r.pdf\"");
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aTextAddsNoField(String text) throws Exception {
    api.sendMessage("1001", text, journal);

    JsonNode body = new ObjectMapper().readTree(server.takeRequest().getBody().toByteArray());
    assertThat(body.fieldNames()).toIterable().containsExactlyInAnyOrder("chat_id", "text");
    assertThat(body.path("chat_id").asText()).isEqualTo("1001");
    assertThat(readable(body.path("text").asText())).isEqualTo(readable(text));
  }

  @ParameterizedTest
  @MethodSource("injections")
  void aChatAndAFileIdAddNoFieldAndNoPath(String text) throws Exception {
    api.sendDocument(text, text, text, journal);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).endsWith("/sendDocument");
    JsonNode body = new ObjectMapper().readTree(request.getBody().toByteArray());
    assertThat(body.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("chat_id", "document", "caption");
  }

  private static void assertForm(List<Part> parts, String caption) {
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).disposition()).isEqualTo("form-data; name=\"chat_id\"");
    assertThat(parts.get(0).body().utf8()).isEqualTo("1001");
    assertThat(parts.get(1).body().toByteArray()).isEqualTo(PDF);
    assertThat(parts.get(1).type()).isEqualTo("application/pdf");
    assertThat(parts.get(2).disposition()).isEqualTo("form-data; name=\"caption\"");
    assertThat(parts.get(2).body().utf8()).isEqualTo(caption);
  }

  private List<Part> parts() throws Exception {
    RecordedRequest request = server.takeRequest();
    String boundary =
        String.valueOf(request.getHeaders().get("Content-Type")).split("boundary=", 2)[1];
    List<Part> parts = new ArrayList<>();
    try (MultipartReader form =
        new MultipartReader(new Buffer().write(request.getBody()), boundary)) {
      for (MultipartReader.Part part = form.nextPart(); part != null; part = form.nextPart()) {
        assertThat(part.headers().names())
            .isSubsetOf("Content-Disposition", "Content-Type", "Content-Length");
        parts.add(
            new Part(
                String.valueOf(part.headers().get("Content-Disposition")),
                String.valueOf(part.headers().get("Content-Type")),
                part.body().readByteString()));
      }
    }
    return parts;
  }

  /** UTF-8 has no half of a surrogate pair. */
  private static String readable(String text) {
    return text.replace('\ud800', '?');
  }

  private record Part(String disposition, String type, ByteString body) {}
}
