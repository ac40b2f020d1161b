package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever is sent, what is wrong with it is the caller's: never an answer 5xx, never one that
 * tells of the inside. What is random comes from a seed, which a failure names.
 */
@Tag("faults")
class FuzzedRequestsIT {

  private static final String[] EMAIL = {
    "\"correlationId\"", "\"report-1\"",
    "\"toEmail\"", "\"ivan@example.com\"",
    "\"subject\"", "\"Your report\"",
    "\"message\"", "\"Hello,\\nIv\u00e1n\"",
    "\"customerId\"", "7",
    "\"delay\"", "\"PT1H\"",
    "\"expiresAt\"", "\"2999-01-01T00:00:00Z\"",
    "\"attachmentName\"", "\"report.pdf\"",
    "\"onUnknown\"", "\"hold\"",
    "\"reportId\"", "\"q3-2026\"",
  };
  private static final String[] MESSAGING = {
    "\"correlationId\"", "\"report-1\"",
    "\"chatId\"", "\"1001\"",
    "\"platform\"", "\"telegram\"",
    "\"message\"", "\"Hello\"",
    "\"customerId\"", "7",
    "\"delay\"", "\"PT1H\"",
  };
  private static final String[] NOTIFY = {
    "\"to\"", "\"ivan@example.com\"", "\"subject\"", "\"s\"", "\"body\"", "\"b\"", "\"id\"", "null",
  };
  private static final String[] CONTACT = {
    "\"name\"",
    "\"Ivan\"",
    "\"email\"",
    "\"ivan@example.com\"",
    "\"message\"",
    "\"m\"",
    "\"id\"",
    "null",
    "\"website\"",
    "\"\"",
  };
  private static final String[] RESCHEDULE = {"\"scheduledTime\"", "\"2020-01-01T00:00:00Z\""};

  private static final String[] PARAMETERS = {
    "correlationId",
    "status",
    "channel",
    "recipient",
    "customerId",
    "origin",
    "from",
    "to",
    "limit",
    "cursor",
    "sort",
    "",
  };
  private static final String[] VALUES = {
    "",
    "%00",
    "%ff",
    "%ed%a0%80",
    "%c0%80",
    "%f4%90%80%80",
    "%20",
    "%0d%0aX:%20y",
    "%e2%80%a8",
    "-1",
    "0",
    "1",
    "9223372036854775808",
    "1e999999",
    "9".repeat(400),
    "NaN",
    "null",
    "SCHEDULED",
    "scheduled,failed",
    "EMAIL",
    "%25",
    "%27%3b--",
    "%3Cscript%3E",
    "%24%7B7*7%7D",
    "ivan@example.com",
    "2026-01-01T00:00:00Z",
    "-999999999-01-01T00:00:00Z",
    "%2B999999999-12-31T23:59:59Z",
    "2026-02-30T00:00:00Z",
    "0190f3a4-5b6c-7d8e-9fa0-b1c2d3e4f5a6",
    "%F0%9F%98%80",
    "x".repeat(6000),
    "1-1-1-1-1",
    "+",
    "%2e%2e%2f",
  };

  private static final String[] HEADERS = {
    "Accept", "*/*",
    "Accept", "text/html",
    "Accept", "nonsense",
    "Accept", "application/json;q=2",
    "Accept-Language", "*",
    "Accept-Language", "zz-\u00e9;q=9",
    "Idempotency-Key", "",
    "Idempotency-Key", "\u00ff".repeat(300),
    "X-Correlation-Id", "../../etc/passwd",
    "Origin", "null",
    "Content-Encoding", "gzip",
    "X-HTTP-Method-Override", "DELETE",
  };

  private static final String[] ODD_ANSWERS = {
    "Accept", "application/json;charset=ISO-8859-1",
    "Accept", "application/json; charset=utf-16",
    "Accept", "application/json;charset=UTF-32",
    "Accept", "application/json;charset=nobody-knows",
    "Accept", "application/json;charset=\"\"",
    "Accept", "application/*;charset=utf-16, */*;charset=utf-32",
    "Accept", "application/x-ndjson;charset=utf-16",
    "Accept", "application/pdf;charset=utf-16, application/problem+json;charset=utf-16",
    "Accept", "application/json;profile=\"x\";version=99;q=0.001",
    "Accept", "application/json;q=0",
    "Accept", "*/*;q=0",
    "Accept", "*/*;q=7",
    "Accept", "text/html",
    "Accept", "text/plain;charset=utf-16",
    "Accept", "*",
    "Accept", "",
    "Accept", ",;=/",
    "Accept", "application/json;charset",
    "Accept", "\u00e9/\u00e9",
    "Accept", "application/json;x=1,".repeat(300),
    "Accept", "a/b,".repeat(40) + "application/json",
    "Accept-Charset", "utf-16",
    "Accept-Charset", "nobody-knows;q=1, *;q=0",
    "Accept-Encoding", "identity;q=0, *;q=0",
    "Accept-Language", "*",
    "Accept-Language", "*;q=0",
    "Accept-Language", "ru-RU-x-y-z, es-419;q=0.5",
    "Accept-Language", "tr-TR-u-nu-arab-ca-buddhist",
    "Accept-Language", "en_US.UTF-8",
    "Accept-Language", "zz-\u00e9;q=9",
    "Accept-Language", "es,".repeat(2_000),
    "Accept-Language", "-",
  };

  /** Four times as much with {@code -Pfaults}. */
  private static final int LENGTH = Integer.getInteger("chasqui.fuzz.length", 1);

  private final long seed = Long.getLong("chasqui.fuzz.seed", 20261122);
  private final Random random = new Random(seed);
  private final FuzzedJson fuzz = new FuzzedJson(random);
  private final TreeMap<String, Integer> seen = new TreeMap<>();

  @RegisterExtension static final ChasquiServer server = ChasquiServer.withContactForm();
  private static String delivery;

  @BeforeAll
  static void start() throws IOException {
    delivery = schedule();
  }

  @Test
  void plainMailsAndForms() {
    for (int i = 0; i < 40 * LENGTH; i++) {
      assertAnswered("POST", "/api/notify/", "application/json", fuzz.object(NOTIFY));
      assertAnswered("POST", "/api/contact/", "application/json", fuzz.object(CONTACT));
    }
    assertThat(seen.keySet()).contains("200", "400");
  }

  @Test
  void singleRequests() {
    for (int i = 0; i < 200 * LENGTH; i++) {
      assertAnswered("POST", "/api/schedule-email", "application/json", fuzz.object(EMAIL));
      assertAnswered("POST", "/api/schedule-messaging", "application/json", fuzz.object(MESSAGING));
    }
    assertThat(seen.keySet()).contains("200", "400");
  }

  @Test
  void batches() {
    for (int i = 0; i < 125 * LENGTH; i++) {
      assertAnswered("POST", "/api/schedule-email/batch", "application/json", array(EMAIL));
      assertAnswered(
          "POST", "/api/schedule-messaging/batch", "application/x-ndjson", lines(MESSAGING));
    }
    assertThat(seen.keySet()).contains("200", "400");
  }

  @Test
  void decisions() {
    for (int i = 0; i < 125 * LENGTH; i++) {
      assertAnswered(
          "POST",
          "/api/deliveries/" + delivery + "/reschedule",
          "application/json",
          fuzz.object(RESCHEDULE));
    }
    assertThat(seen.keySet()).contains("200", "400");
  }

  @Test
  void reports() {
    String[] types = {"application/pdf", "application/json", "text/plain", "*/*", "nonsense"};
    for (int i = 0; i < 125 * LENGTH; i++) {
      byte[] body = fuzz.object(EMAIL);
      byte[] pdf =
          ("%PDF-" + new String(body, StandardCharsets.ISO_8859_1))
              .getBytes(StandardCharsets.ISO_8859_1);
      assertAnswered(
          "PUT",
          "/api/reports/" + fuzz.one(VALUES).replace("+", "r"),
          fuzz.below(3) > 0 ? types[0] : fuzz.one(types),
          fuzz.below(3) > 0 ? body : pdf);
    }
    assertThat(seen.keySet()).contains("201", "400", "415");
  }

  @Test
  void queries() {
    for (int i = 0; i < 125 * LENGTH; i++) {
      StringBuilder path = new StringBuilder("/api/deliveries");
      if (fuzz.below(4) == 0) {
        path.append('/').append(fuzz.one(VALUES));
      }
      for (int parameters = fuzz.below(4); parameters > 0; parameters--) {
        path.append(path.indexOf("?") < 0 ? '?' : '&').append(fuzz.one(PARAMETERS));
        path.append('=').append(fuzz.one(VALUES));
      }
      assertAnswered("GET", path.toString(), "application/json", new byte[0]);
    }
    assertThat(seen.keySet()).contains("200", "400");
  }

  /**
   * What a caller accepts decides nothing once a request is taken: else it would be taken twice.
   */
  @Test
  void oddAnswersThatAreAskedFor() throws IOException {
    for (EveryOperation operation : EveryOperation.of(server, schedule())) {
      HttpResponse<String> usual = operation.send(server);
      assertThat(usual.statusCode()).as("%s", operation).isIn(200, 201, 204, 404, 409, 422);
      for (int i = 0; i < ODD_ANSWERS.length; i += 2) {
        long before = stored();
        HttpResponse<String> answer = operation.send(server, ODD_ANSWERS[i], ODD_ANSWERS[i + 1]);
        String story = operation + " " + ODD_ANSWERS[i] + " " + i + ": " + answer.statusCode();
        assertThat(answer.statusCode()).as(story).isBetween(200, 499);
        if (answer.statusCode() >= 400) {
          assertThat(stored()).as(story).isEqualTo(before);
          assertThat(type(answer)).as(story).startsWith("application/problem+json");
        } else if (usual.statusCode() < 400) {
          assertThat(type(answer)).as(story).isEqualTo(type(usual));
        }
      }
    }
  }

  private static String schedule() throws IOException {
    HttpResponse<String> scheduled =
        server.post(
            "/api/schedule-email",
            "{\"correlationId\": \"r\", \"toEmail\": \"a@b.example\", \"delay\": \"PT1H\"}");
    return new ObjectMapper().readTree(scheduled.body()).path("jobId").asText();
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("none");
  }

  /** Of all that a request of the API may store. */
  private static long stored() {
    // By the server's own connections: it is asked for hundreds of times.
    return server
        .bean(JdbcClient.class)
        .sql(
            """
            SELECT (SELECT count(*) FROM delivery) + (SELECT count(*) FROM contact_message)
              + (SELECT count(*) FROM report) + (SELECT count(*) FROM api_key)
              + (SELECT count(*) FROM idempotency_key) + (SELECT count(*) FROM recipient) + (SELECT count(*) FROM jobrunr_jobs)
            """)
        .query(Long.class)
        .single();
  }

  private byte[] array(String... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write('[');
    for (int items = 1 + fuzz.below(4); items > 0; items--) {
      body.writeBytes(fuzz.object(fields));
      body.writeBytes((items > 1 ? "," : "]").getBytes(StandardCharsets.UTF_8));
    }
    return body.toByteArray();
  }

  private byte[] lines(String... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int items = 1 + fuzz.below(4); items > 0; items--) {
      body.writeBytes(fuzz.object(fields));
      body.write('\n');
    }
    return body.toByteArray();
  }

  private String[] headers() {
    if (fuzz.below(5) > 0) {
      return new String[0];
    }
    int at = 2 * fuzz.below(HEADERS.length / 2);
    return new String[] {HEADERS[at], HEADERS[at + 1]};
  }

  private void assertAnswered(String method, String path, String type, byte[] body) {
    String[] headers = headers();
    HttpResponse<String> answer =
        server.send(
            server
                .request(path, headers)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofByteArray(body)));
    seen.merge(String.valueOf(answer.statusCode()), 1, Integer::sum);
    String story =
        "seed %d: %s %s %s %s gave %d for %s"
            .formatted(
                seed,
                method,
                path,
                type,
                String.join("=", headers),
                answer.statusCode(),
                shown(body));
    new FuzzedAnswer(answer, story).assertFits(path, body);
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.length() <= 400 ? text : text.substring(0, 400) + "… " + text.length() + " bytes";
  }
}
