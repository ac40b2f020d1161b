package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * An answer to what nobody knows to be right or wrong.
 *
 * @param story of how it came about, for a failure
 */
record FuzzedAnswer(HttpResponse<String> answer, String story) {

  private static final ObjectMapper json =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** It was taken, and was not quite wrong, or it was refused in the right form. */
  void assertFits(String path, byte[] body) {
    if (answer.statusCode() / 100 != 2) {
      assertProblem();
    } else if (path.endsWith("/batch")) {
      assertLines();
    } else if (path.startsWith("/api/schedule")) {
      assertThat(parsed(body).isObject()).as(story).isTrue();
    } else if (path.startsWith("/api/reports")) {
      assertThat(new String(body, StandardCharsets.ISO_8859_1)).as(story).startsWith("%PDF-");
    }
  }

  private void assertProblem() {
    assertThat(answer.statusCode()).as(story).isBetween(400, 499);
    assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
        .as(story)
        .startsWith("application/problem+json");
    assertThat(parsed(answer.body()).path("status").asInt())
        .as(story)
        .isEqualTo(answer.statusCode());
    assertThat(answer.body())
        .as(story)
        .doesNotContain("Exception", "io.chasqui", "org.", "java.", "\\tat ", "Tomcat");
  }

  private void assertLines() {
    assertThat(answer.body().lines().map(FuzzedAnswer::parsed))
        .as(story)
        .allSatisfy(
            line ->
                assertThat(line.path("status").asText()).isIn("Scheduled", "Invalid", "NotRead"))
        .noneSatisfy(line -> assertThat(line.toString()).contains("fault of the service"));
  }

  private static JsonNode parsed(String text) {
    return parsed(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode parsed(byte[] text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      return json.missingNode();
    }
  }
}
