package io.chasqui.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.webhook.SignedRequests;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.HttpSettings;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.http.HostCalls;
import io.chasqui.worker.http.HostReply;
import io.chasqui.worker.http.JournalledBody;
import io.chasqui.worker.http.OneShotBody;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;

/** The table of docs/webhook.md, a block for each of its lines. */
class EndpointAnswersIT {

  private static final String FOR_BREAKER = "CHANNEL_FAULT PT0S";
  private static final String TEXT = "{\"type\":\"a\",\"data\":{\"x\":\"ñ\"}}";
  private static final WebhookSecret SECRET = WebhookSecret.fresh();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);

  private final MockWebServer server = new MockWebServer();
  private final TestJournal journal = new TestJournal();
  private final HostCalls http = http("127.0.0.0/8");

  @BeforeEach
  void start() throws IOException {
    server.start(InetAddress.getByName("127.0.0.1"), 0);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        // taken
        arguments(said(200), "DELIVERED", null),
        arguments(said(202), "DELIVERED", null),
        arguments(said(204), "DELIVERED", null),
        arguments(long2xx(), "DELIVERED", null),
        arguments(brokenOff(), "DELIVERED", null),
        // never followed; gone
        arguments(to(301), "PERMANENT_FAILURE", "REDIRECTED"),
        arguments(to(302), "PERMANENT_FAILURE", "REDIRECTED"),
        arguments(to(307), "PERMANENT_FAILURE", "REDIRECTED"),
        arguments(to(308), "PERMANENT_FAILURE", "REDIRECTED"),
        arguments(said(304), "PERMANENT_FAILURE", "REDIRECTED"),
        arguments(said(410), "PERMANENT_FAILURE", "ENDPOINT_GONE"),
        // not now
        arguments(said(408), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(425), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(429), "TEMPORARY_FAILURE", "RATE_LIMITED"),
        arguments(said(502), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(503), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(504), "TEMPORARY_FAILURE", "SEND_FAILED"),
        // for a stated time
        arguments(after(429, "7"), "CHANNEL_FAULT PT7S", "RATE_LIMITED"),
        arguments(after(503, "9"), "CHANNEL_FAULT PT9S", "SEND_FAILED"),
        arguments(after(408, "9"), "CHANNEL_FAULT PT9S", "SEND_FAILED"),
        arguments(after(429, "86400"), "CHANNEL_FAULT PT1H", "RATE_LIMITED"),
        arguments(after(429, "0"), "CHANNEL_FAULT PT1S", "RATE_LIMITED"),
        arguments(
            after(503, "Mon, 30 Nov 2026 12:00:20 GMT"), "CHANNEL_FAULT PT20S", "SEND_FAILED"),
        arguments(after(503, "Mon, 30 Nov 2026 11:00:00 GMT"), "CHANNEL_FAULT PT1S", "SEND_FAILED"),
        arguments(after(503, "soon"), "TEMPORARY_FAILURE", "SEND_FAILED"),
        // receivers are mended
        arguments(said(400), "TEMPORARY_FAILURE", "HTTP_400"),
        arguments(said(401), "TEMPORARY_FAILURE", "HTTP_401"),
        arguments(said(404), "TEMPORARY_FAILURE", "HTTP_404"),
        arguments(said(413), "TEMPORARY_FAILURE", "HTTP_413"),
        arguments(said(500), "TEMPORARY_FAILURE", "HTTP_500"),
        arguments(after(500, "9"), "TEMPORARY_FAILURE", "HTTP_500"),
        // it may have it
        arguments(silence(), "UNKNOWN", "NO_ANSWER"),
        arguments(cut(), "UNKNOWN", "NO_ANSWER"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsTheOutcomeOfItsLine(
      MockResponse.Builder answer, String outcome, @Nullable String code) {
    server.enqueue(answer.build());

    Outcome found = send(http, url());

    assertThat(line(found)).as("%s", found).isEqualTo(outcome);
    assertThat(found.code()).isEqualTo(code);
    assertThat(found instanceof Outcome.PermanentFailure failure ? failure.suppresses() : null)
        .isEqualTo("ENDPOINT_GONE".equals(code) ? SuppressionReason.WEBHOOK_GONE : null);
    assertThat(server.getRequestCount()).as("requests").isEqualTo(1);
  }

  @Test
  void whoCannotBeReachedIsForTheBreaker() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    for (String url :
        List.of(
            "http://127.0.0.1:" + port,
            "https://nowhere.invalid",
            "https://127.0.0.1:" + server.getPort())) {
      Outcome found = send(http, url);

      assertThat(line(found)).as(url).isEqualTo(FOR_BREAKER);
      assertThat(found.code()).isEqualTo("SEND_FAILED");
    }
    assertThat(journal.told()).isEmpty();
  }

  @Test
  void anAddressThatNobodyAllowedIsRefusedWhenItIsDialled() {
    try (HostCalls strict = http()) {
      for (String url : List.of(url(), "https://localhost:" + server.getPort())) {
        Outcome found = send(strict, url);

        assertThat(line(found)).as(url).isEqualTo("PERMANENT_FAILURE");
        assertThat(found.code()).isEqualTo("ADDRESS_REFUSED");
        assertThat(found.detail()).doesNotContain("127.0.0.1");
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theLastByteWaitsForItsPermission() {
    server.enqueue(said(200).build());

    send(http, url());

    assertThat(journal.told()).containsExactly("connected", "asked", "allowed", "answered");
  }

  @Test
  void withoutPermissionNobodyHasAWholeRequest() throws InterruptedException {
    journal.refusing();
    server.enqueue(said(200).build());

    HostReply reply = http.send(request(url()), journal);

    assertThat(reply).isInstanceOf(HostReply.NotSent.class);
    assertThat(((HostReply.NotSent) reply).byUs()).isTrue();
    RecordedRequest begun = server.takeRequest(1, TimeUnit.SECONDS);
    assertThat(begun == null || begun.getFailure() != null).isTrue();
  }

  @Test
  void whatGoesOutIsSignedAndCarriesTheTrace() throws Exception {
    server.enqueue(said(200).build());
    Traceparent place = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    try (Scope scope = place.context().makeCurrent()) {
      send(http, url());
    }

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("webhook-id")).isEqualTo("msg-1");
    assertThat(request.getHeaders().get("webhook-timestamp")).isEqualTo("1796040000");
    assertThat(request.getHeaders().get("webhook-signature")).startsWith("v1,");
    assertThat(request.getHeaders().get("traceparent")).isEqualTo(place.value());
    assertThat(request.getBody().utf8()).isEqualTo(TEXT);
  }

  @Test
  void ofALongAnswerLittleIsKept() {
    server.enqueue(long2xx().build());

    assertThat(send(http, url()).detail()).startsWith("200 xxx").hasSizeLessThanOrEqualTo(210);
  }

  private Outcome send(HostCalls by, String url) {
    return ReplyClassifier.outcomeOf(by.send(request(url), journal));
  }

  private Request.Builder request(String url) {
    OneShotBody body = new OneShotBody(SignedRequests.JSON, TEXT.getBytes(StandardCharsets.UTF_8));
    return new SignedRequests(
            new StaticListableBeanFactory().getBeanProvider(BuildProperties.class))
        .request(
            url,
            "msg-1",
            CLOCK.instant(),
            TEXT,
            new JournalledBody(body, journal),
            List.of(SECRET));
  }

  private static HostCalls http(String... allowed) {
    GuardedHttp guarded =
        new GuardedHttp(new HttpSettings(List.of(allowed)), Dns.SYSTEM, Traces.carried());
    return new HostCalls(guarded, Duration.ofMillis(1_000), CLOCK);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getPort() + "/in?token=canary";
  }

  /** Kind, and of a fault for how long the host is paused. */
  private static String line(Outcome outcome) {
    if (outcome instanceof Outcome.ChannelFault fault) {
      return AttemptOutcome.CHANNEL_FAULT + " " + fault.pause();
    }
    return outcome.kind().name();
  }

  private static MockResponse.Builder said(int status) {
    MockResponse.Builder answer = new MockResponse.Builder().code(status);
    return status == 204 || status == 304 ? answer : answer.body("{}");
  }

  private static MockResponse.Builder to(int status) {
    return said(status).addHeader("Location", "https://other.example/");
  }

  private static MockResponse.Builder after(int status, String retryAfter) {
    return said(status).addHeader("Retry-After", retryAfter);
  }

  private static MockResponse.Builder long2xx() {
    return new MockResponse.Builder().body("x".repeat(1_000_000));
  }

  private static MockResponse.Builder silence() {
    return new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE);
  }

  private static MockResponse.Builder cut() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket());
  }

  private static MockResponse.Builder brokenOff() {
    return long2xx().onResponseBody(new SocketEffect.CloseSocket());
  }
}
