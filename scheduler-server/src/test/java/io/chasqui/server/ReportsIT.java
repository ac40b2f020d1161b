package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportsIT {

  @RegisterExtension static final ChasquiServer server = ChasquiServer.shared();

  @Test
  void servesExactlyTheBytesThatWereStored() throws Exception {
    byte[] pdf = pdf(300_000);

    HttpResponse<String> stored = server.put("/api/reports/q3:2026", "application/pdf", pdf);
    HttpResponse<byte[]> served =
        server.send(server.request("/api/reports/q3:2026").GET(), BodyHandlers.ofByteArray());

    assertThat(stored.statusCode()).isEqualTo(201);
    JsonNode answer = new ObjectMapper().readTree(stored.body());
    assertThat(answer.path("size").asLong()).isEqualTo(pdf.length);
    assertThat(answer.path("sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf)));
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type")).hasValue("application/pdf");
    assertThat(served.body()).isEqualTo(pdf);
  }

  @Test
  void headTellsTheSizeWithoutTheBytes() {
    server.put("/api/reports/head", "application/pdf", pdf(1234));

    HttpResponse<String> head =
        server.send(server.request("/api/reports/head").method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("1234");
    assertThat(head.body()).isEmpty();
  }

  /** An ETag comes when the file is two seconds old. */
  @Test
  void aCallerThatHasTheReportIsNotSentItAgain() {
    server.put("/api/reports/known", "application/pdf", pdf(10));
    String etag =
        await()
            .until(
                () -> server.get("/api/reports/known").headers().firstValue("ETag"),
                Optional::isPresent)
            .orElseThrow();

    assertThat(getUnless(etag).statusCode()).isEqualTo(304);
    assertThat(getUnless(etag).body()).isEmpty();

    server.put("/api/reports/known", "application/pdf", pdf(10));
    assertThat(getUnless(etag).statusCode()).isEqualTo(200);
    assertThat(getUnless(etag).body()).hasSize(10);
  }

  @Test
  void aSecondReportReplacesTheFirst() {
    server.put("/api/reports/twice", "application/pdf", pdf(10));

    HttpResponse<String> second = server.put("/api/reports/twice", "application/pdf", pdf(20));

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(server.get("/api/reports/twice").body()).hasSize(20);
  }

  @Test
  void anUnknownReportIsNotFound() {
    HttpResponse<String> response = server.get("/api/reports/unknown");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is no report with this correlation id.");
  }

  @Test
  void refusesWhatIsNoPdfAndKeepsTheReportThatWasThere() {
    server.put("/api/reports/kept", "application/pdf", pdf(10));

    for (String body : new String[] {"", "%PD", "<html>not a pdf</html>"}) {
      HttpResponse<String> response =
          server.put("/api/reports/kept", "application/pdf", body.getBytes(StandardCharsets.UTF_8));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("\"field\":\"body\"");
    }
    assertThat(server.get("/api/reports/kept").statusCode()).isEqualTo(200);
    assertThat(server.get("/api/reports/kept").body()).hasSize(10);
  }

  @Test
  void takesTwentyMegabytesAndNotAByteMore() {
    int limit = 20 * 1024 * 1024;

    assertThat(server.put("/api/reports/large", "application/pdf", pdf(limit)).statusCode())
        .isEqualTo(201);
    assertThat(server.put("/api/reports/larger", "application/pdf", pdf(limit + 1)).statusCode())
        .isEqualTo(413);
    assertThat(server.get("/api/reports/larger").statusCode()).isEqualTo(404);
  }

  @Test
  void pathLikeIdsAreRefused() {
    for (String id : new String[] {"..", "%2e%2e", "a%20b", "%2e%2e%5cx", "x".repeat(129)}) {
      assertThat(server.put("/api/reports/" + id, "application/pdf", pdf(10)).statusCode())
          .as(id)
          .isIn(400, 404, 405);
    }
  }

  private static HttpResponse<String> getUnless(String etag) {
    return server.send(server.request("/api/reports/known").header("If-None-Match", etag).GET());
  }

  private static byte[] pdf(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      // ASCII, so that a test may read it as text.
      bytes[i] = (byte) (32 + (bytes[i] & 63));
    }
    byte[] head = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(head, 0, bytes, 0, Math.min(head.length, size));
    return Arrays.copyOf(bytes, size);
  }
}
