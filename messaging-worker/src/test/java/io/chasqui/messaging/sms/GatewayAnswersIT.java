package io.chasqui.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Outcome;
import io.chasqui.testing.TestJournal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/sms.md, a block for each of its lines. */
class GatewayAnswersIT {

  private static final String FAULT_FOR_BREAKER = "CHANNEL_FAULT PT0S";
  private static final String FAULT_FOR_ALL = "CHANNEL_FAULT own";
  private static final String ACCEPTED = "{\"sid\": \"SM1\", \"status\": \"queued\"}";
  private static final String PAGE = "<html>not found</html>";

  private final MockWebServer server = new MockWebServer();
  private final TestJournal journal = new TestJournal();
  private final GatewayHttp http = TestGateways.http(Duration.ofMillis(700));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        // accepted
        arguments("probe", said(200, "{\"code\": 0, \"message\": \"OK\"}"), "DELIVERED", null),
        arguments("twilio", said(201, ACCEPTED), "DELIVERED", null),
        // 502, 503 without Retry-After, an HTML 4xx
        arguments("both", said(502, ""), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", said(503, "{}"), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", page(404), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", page(403), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", page(400), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", said(307, ""), FAULT_FOR_BREAKER, "SEND_FAILED"),
        arguments("both", said(405, ""), FAULT_FOR_BREAKER, "SEND_FAILED"),
        // our credentials and our account
        arguments("both", said(401, "{}"), FAULT_FOR_ALL, "AUTHENTICATION_FAILED"),
        arguments("both", said(403, "{}"), FAULT_FOR_ALL, "AUTHENTICATION_FAILED"),
        arguments("both", said(402, "{}"), FAULT_FOR_ALL, "ACCOUNT_REFUSED"),
        arguments("both", said(404, "{}"), FAULT_FOR_ALL, "ACCOUNT_REFUSED"),
        arguments("twilio", code(401, 20003), FAULT_FOR_ALL, "AUTHENTICATION_FAILED"),
        arguments("twilio", code(404, 20404), FAULT_FOR_ALL, "ACCOUNT_REFUSED"),
        arguments("twilio", code(400, 21606), FAULT_FOR_ALL, "ACCOUNT_REFUSED"),
        arguments("twilio", code(400, 30002), FAULT_FOR_ALL, "ACCOUNT_REFUSED"),
        // less at once
        arguments("both", said(429, ""), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        arguments("both", after(429, "7"), "CHANNEL_FAULT PT7S", "RATE_LIMITED"),
        arguments("both", after(429, "soon"), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        arguments("both", after(503, "9"), "CHANNEL_FAULT PT9S", "RATE_LIMITED"),
        arguments("twilio", code(429, 20429), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        arguments("twilio", code(400, 14107), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        arguments("twilio", code(400, 30001), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        // not now
        arguments("both", said(408, ""), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments("both", said(500, "{}"), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments("probe", said(200, "{\"code\": 7}"), "TEMPORARY_FAILURE", "GATEWAY_CODE"),
        arguments("probe", said(200, "{\"code\": -1}"), "TEMPORARY_FAILURE", "GATEWAY_CODE"),
        // the number
        arguments("twilio", code(400, 21211), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 21214), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 21217), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 21614), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 30005), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 30006), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 21610), "PERMANENT_FAILURE", "RECIPIENT_OPTED_OUT"),
        // number or text
        arguments("probe", said(400, "{}"), "PERMANENT_FAILURE", "RECIPIENT_REJECTED"),
        arguments("twilio", code(400, 21617), "PERMANENT_FAILURE", "MESSAGE_REJECTED"),
        arguments("twilio", code(400, 30007), "PERMANENT_FAILURE", "MESSAGE_REJECTED"),
        arguments("twilio", code(400, 99999), "PERMANENT_FAILURE", "MESSAGE_REJECTED"),
        arguments("twilio", said(400, ""), "PERMANENT_FAILURE", "MESSAGE_REJECTED"),
        // it may have it
        arguments("both", silence(), "UNKNOWN", "NO_ANSWER"),
        arguments("both", cut(), "UNKNOWN", "NO_ANSWER"),
        arguments("both", said(504, ""), "UNKNOWN", "NO_ANSWER"),
        arguments("both", said(200, "OK"), "UNKNOWN", "NO_ANSWER"),
        arguments("both", said(202, "{\"code\": 0, \"sid\": \"SM1\"}"), "UNKNOWN", "NO_ANSWER"),
        arguments("both", brokenOff(), "UNKNOWN", "NO_ANSWER"),
        arguments("probe", said(200, "{\"code\": \"0\"}"), "UNKNOWN", "NO_ANSWER"),
        arguments("probe", said(200, "{}"), "UNKNOWN", "NO_ANSWER"),
        arguments("twilio", said(201, "{\"status\": \"queued\"}"), "UNKNOWN", "NO_ANSWER"),
        arguments("twilio", said(200, ACCEPTED), "UNKNOWN", "NO_ANSWER"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsTheOutcomeOfItsLine(
      String gateway, MockResponse.Builder answer, String outcome, @Nullable String code) {
    for (String one : gateway.equals("both") ? new String[] {"probe", "twilio"} : of(gateway)) {
      server.enqueue(answer.build());
      int before = server.getRequestCount();

      Outcome found = gateway(one, url()).send(TestGateways.MESSAGE, journal);

      assertThat(line(found)).as("%s: %s", one, found).isEqualTo(outcome);
      assertThat(found.code()).isEqualTo(code);
      assertThat(server.getRequestCount()).as("requests").isEqualTo(before + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "21211, HARD_BOUNCE",
    "21214, HARD_BOUNCE",
    "21217, HARD_BOUNCE",
    "21614, HARD_BOUNCE",
    "30005, HARD_BOUNCE",
    "30006, HARD_BOUNCE",
    "21610, STOP_KEYWORD",
    "21617, ",
    "30007, "
  })
  void onlyWhatIsAboutTheNumberSuppressesIt(int code, @Nullable SuppressionReason reason) {
    server.enqueue(code(400, code).build());

    Outcome found = gateway("twilio", url()).send(TestGateways.MESSAGE, journal);

    assertThat(((Outcome.PermanentFailure) found).suppresses()).isEqualTo(reason);
  }

  /** It does not say whether it is the number or the text. */
  @Test
  void aBadRequestOfTheProbeSuppressesNobody() {
    server.enqueue(said(400, "{}").build());

    Outcome found = gateway("probe", url()).send(TestGateways.MESSAGE, journal);

    assertThat(((Outcome.PermanentFailure) found).suppresses()).isNull();
  }

  @Test
  void whoCannotBeReachedIsForTheBreaker() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (String url :
        of("http://127.0.0.1:" + port, "http://nowhere.invalid", "https://" + host())) {
      for (String one : of("probe", "twilio")) {
        Outcome found = gateway(one, url).send(TestGateways.MESSAGE, journal);

        assertThat(line(found)).as(url).isEqualTo(FAULT_FOR_BREAKER);
        assertThat(found.code()).isEqualTo("SEND_FAILED");
      }
    }
    assertThat(journal.told()).isEmpty();
  }

  @Test
  void theLastByteWaitsForItsPermission() {
    server.enqueue(said(200, "{\"code\": 0}").build());

    gateway("probe", url()).send(TestGateways.MESSAGE, journal);

    assertThat(journal.told()).containsExactly("connected", "asked", "allowed", "answered");
  }

  @Test
  void withoutPermissionNoGatewayHasAWholeRequest() throws InterruptedException {
    journal.refusing();
    for (String one : of("probe", "twilio")) {
      server.enqueue(said(200, "{\"code\": 0}").build());

      Outcome found = gateway(one, url()).send(TestGateways.MESSAGE, journal);

      assertThat(line(found)).isEqualTo("TEMPORARY_FAILURE");
    }
    RecordedRequest begun = server.takeRequest(1, TimeUnit.SECONDS);
    while (begun != null) {
      assertThat(begun.getFailure()).isNotNull();
      begun = server.takeRequest(100, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void noOutcomeShowsASecret() {
    server.enqueue(said(500, "{}").build());
    server.enqueue(cut().build());

    for (String one : of("probe", "twilio")) {
      assertThat(gateway(one, url()).send(TestGateways.MESSAGE, journal).toString())
          .doesNotContain("canary");
    }
  }

  private SmsGateway gateway(String kind, String url) {
    return kind.equals("probe")
        ? TestGateways.probe(url, http)
        : TestGateways.twilio(url, "+15005550006", null, http);
  }

  private String url() {
    return "http://" + host();
  }

  private String host() {
    return server.getHostName() + ":" + server.getPort();
  }

  private static String[] of(String... all) {
    return all;
  }

  /** Kind, and of a fault for how long the gateway is paused. */
  private static String line(Outcome outcome) {
    if (outcome instanceof Outcome.ChannelFault fault) {
      return AttemptOutcome.CHANNEL_FAULT + " " + (fault.pause() == null ? "own" : fault.pause());
    }
    return outcome.kind().name();
  }

  private static MockResponse.Builder said(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(body);
  }

  private static MockResponse.Builder code(int status, int code) {
    return said(status, String.format(Locale.ROOT, "{\"code\": %d, \"message\": \"No.\"}", code));
  }

  private static MockResponse.Builder after(int status, String retryAfter) {
    return said(status, "{}").addHeader("Retry-After", retryAfter);
  }

  private static MockResponse.Builder page(int status) {
    return said(status, PAGE).setHeader("Content-Type", "text/html; charset=utf-8");
  }

  private static MockResponse.Builder silence() {
    return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE);
  }

  private static MockResponse.Builder cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket());
  }

  private static MockResponse.Builder brokenOff() {
    return said(201, "{\"code\": 0, \"sid\": \"SM1\"}" + " ".repeat(100_000))
        .onResponseBody(new SocketEffect.CloseSocket());
  }
}
