package io.chasqui.messaging.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.RetrySchedule;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.delivery.address.StoredRecipient;
import io.chasqui.delivery.push.PushKeys;
import io.chasqui.delivery.push.PushTarget;
import io.chasqui.delivery.push.VapidKeys;
import io.chasqui.messaging.FakePushService;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.http.GuardedHttp;
import io.chasqui.platform.http.HttpSettings;
import io.chasqui.platform.trace.Traces;
import io.chasqui.testing.TestJournal;
import io.chasqui.worker.ChannelPolicy;
import io.chasqui.worker.Provider;
import io.chasqui.worker.http.HostCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/push.md, and what goes out. */
class PushAnswersIT {

  private static final String FAULT_FOR_BREAKER = "CHANNEL_FAULT PT0S";
  private static final String FAULT_FOR_ALL = "CHANNEL_FAULT own";
  private static final String JSON = "{\"body\":\"¿Listo? 😀\",\"urgency\":\"high\"}";
  private static final UUID ANA = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-11-30T14:00:00Z");
  private static final VapidKeys KEYS = VapidKeys.fresh();

  private final KnownSubscriptions subscriptions = new KnownSubscriptions();
  private final TestJournal journal = new TestJournal();
  private final HostCalls http = http("127.0.0.1");
  private FakePushService service;

  @BeforeEach
  void start() throws IOException {
    service = FakePushService.start();
  }

  @AfterEach
  void stop() {
    http.close();
    service.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments(said(201), "DELIVERED", null),
        arguments(said(200), "DELIVERED", null),
        arguments(said(202), "DELIVERED", null),
        arguments(said(404), "PERMANENT_FAILURE", "SUBSCRIPTION_GONE"),
        arguments(said(410), "PERMANENT_FAILURE", "SUBSCRIPTION_GONE"),
        arguments(said(400), "PERMANENT_FAILURE", "PUSH_REJECTED"),
        arguments(said(403), "PERMANENT_FAILURE", "PUSH_REJECTED"),
        arguments(said(413), "PERMANENT_FAILURE", "PUSH_TOO_LARGE"),
        arguments(said(401), FAULT_FOR_ALL, "AUTHENTICATION_FAILED"),
        arguments(said(429), "CHANNEL_FAULT PT30S", "RATE_LIMITED"),
        arguments(after(429, "7"), "CHANNEL_FAULT PT7S", "RATE_LIMITED"),
        arguments(after(503, "9"), "CHANNEL_FAULT PT9S", "RATE_LIMITED"),
        arguments(
            after(429, "Mon, 30 Nov 2026 14:00:20 GMT"), "CHANNEL_FAULT PT20S", "RATE_LIMITED"),
        arguments(said(503), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(500), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(said(307), "TEMPORARY_FAILURE", "SEND_FAILED"),
        arguments(
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE),
            "UNKNOWN",
            "NO_ANSWER"),
        arguments(
            new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()),
            "UNKNOWN",
            "NO_ANSWER"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerIsTheOutcomeOfItsLine(
      MockResponse.Builder answer, String outcome, @Nullable String code) throws Exception {
    service.next(answer.build());
    PushTarget target = subscription(service.endpoint("secret"));

    Outcome result = sender(http).send(delivery(target, null), provider(), journal);

    assertThat(described(result)).isEqualTo(outcome);
    assertThat(result.code()).isEqualTo(code);
    assertThat(subscriptions.find(target.id()).isEmpty())
        .isEqualTo("SUBSCRIPTION_GONE".equals(code));
    assertThat(result instanceof Outcome.PermanentFailure failure ? failure.suppresses() : null)
        .isEqualTo("SUBSCRIPTION_GONE".equals(code) ? SuppressionReason.PUSH_GONE : null);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void theBrowserReadsWhatIsStoredAndKnowsWhoSendsIt() throws Exception {
    service.next(FakePushService.answer(201));
    service.next(FakePushService.answer(201));
    ClaimedDelivery delivery = delivery(subscription(service.endpoint("secret")), null);
    PushSender sender = sender(http);

    Outcome outcome = sender.send(delivery, provider(), journal);
    sender.send(delivery, provider(), journal);

    assertThat(((Outcome.Delivered) outcome).providerMessageId())
        .isEqualTo("https://push.example/m/1");
    List<RecordedRequest> requests = service.requests();
    assertThat(requests).hasSize(2);
    for (RecordedRequest request : requests) {
      assertThat(service.decrypted(request)).isEqualTo(JSON);
      assertThat(request.getHeaders().get("Content-Encoding")).isEqualTo("aes128gcm");
      assertThat(request.getHeaders().get("TTL")).isEqualTo("86400");
      assertThat(request.getHeaders().get("Urgency")).isEqualTo("high");
      assertThat(request.getHeaders().get("Topic")).matches("[A-Za-z0-9_-]{32}");
      JsonNode claims = FakePushService.claims(request, KEYS);
      assertThat(claims.path("aud").asText()).isEqualTo(service.origin());
      assertThat(claims.path("sub").asText()).isEqualTo("mailto:ops@example.com");
      assertThat(claims.path("exp").asLong())
          .isEqualTo(NOW.plus(Duration.ofHours(12)).getEpochSecond());
    }
    assertThat(requests.get(0).getHeaders().get("Topic"))
        .isEqualTo(requests.get(1).getHeaders().get("Topic"));
    // one token for an origin and hour, but never one ciphertext
    assertThat(requests.get(0).getHeaders().get("Authorization"))
        .isEqualTo(requests.get(1).getHeaders().get("Authorization"));
    assertThat(requests.get(0).getBody()).isNotEqualTo(requests.get(1).getBody());
    assertThat(journal.told()).startsWith("connected", "asked", "allowed", "answered");
  }

  @Test
  void aMessageLivesNoLongerThanItsDelivery() throws Exception {
    service.next(FakePushService.answer(201));
    service.next(FakePushService.answer(201));
    PushTarget target = subscription(service.endpoint("secret"));

    sender(http).send(delivery(target, NOW.plusSeconds(90)), provider(), journal);
    sender(http).send(delivery(target, NOW.plusMillis(10)), provider(), journal);

    assertThat(service.requests())
        .extracting(request -> request.getHeaders().get("TTL"))
        .containsExactly("90", "1");
  }

  @Test
  void whoRejectsTenInARowIsAtFaultAndNotTheMessages() {
    PushTarget target = subscription(service.endpoint("secret"));
    PushSender sender = sender(http);
    for (int i = 1; i < 10; i++) {
      assertThat(described(sent(sender, target, 403))).isEqualTo("PERMANENT_FAILURE");
    }

    Outcome tenth = sent(sender, target, 400);
    Outcome accepted = sent(sender, target, 201);
    Outcome next = sent(sender, target, 403);

    assertThat(described(tenth)).isEqualTo(FAULT_FOR_ALL);
    assertThat(tenth.code()).isEqualTo("PUSH_REJECTED");
    assertThat(described(accepted)).isEqualTo("DELIVERED");
    assertThat(described(next)).isEqualTo("PERMANENT_FAILURE");
    assertThat(subscriptions.find(target.id())).isPresent();
  }

  private Outcome sent(PushSender sender, PushTarget target, int status) {
    service.next(FakePushService.answer(status));
    return sender.send(delivery(target, null), provider(), journal);
  }

  @Test
  void withoutAConnectionTheBreakerDecides() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    PushTarget target = subscription("http://127.0.0.1:" + port + "/secret");

    Outcome outcome = sender(http).send(delivery(target, null), provider(), journal);

    assertThat(described(outcome)).isEqualTo(FAULT_FOR_BREAKER);
    assertThat(outcome.code()).isEqualTo("SEND_FAILED");
  }

  @Test
  void anAddressThatNobodyAllowedIsNotConnectedTo() throws Exception {
    PushTarget target = subscription(service.endpoint("secret"));
    try (HostCalls guarded = http("10.1.0.0/16")) {
      Outcome outcome = sender(guarded).send(delivery(target, null), provider(), journal);

      assertThat(described(outcome)).isEqualTo("PERMANENT_FAILURE");
      assertThat(outcome.code()).isEqualTo("ADDRESS_REFUSED");
    }
    assertThat(service.requests()).isEmpty();
    assertThat(subscriptions.find(target.id())).isPresent();
  }

  @Test
  void nothingGoesToABrowserThatIsGoneOrSomebodyElsesNow() throws Exception {
    PushTarget target = subscription(service.endpoint("secret"));
    ClaimedDelivery delivery = delivery(target, null);
    subscriptions.change(
        new PushTarget(target.id(), UUID.randomUUID(), target.endpoint(), target.keys()));

    Outcome ofAnother = sender(http).send(delivery, provider(), journal);
    boolean isThereStill = subscriptions.find(target.id()).isPresent();
    subscriptions.removeGone(target.id());
    Outcome removed = sender(http).send(delivery, provider(), journal);

    assertThat(isThereStill).isTrue();
    for (Outcome outcome : List.of(ofAnother, removed)) {
      assertThat(described(outcome)).isEqualTo("PERMANENT_FAILURE");
      assertThat(outcome.code()).isEqualTo("SUBSCRIPTION_GONE");
    }
    assertThat(service.requests()).isEmpty();
  }

  @Test
  void whatMustNotGoOutIsCutBeforeItsLastByte() throws Exception {
    service.next(FakePushService.answer(201));

    Outcome outcome =
        sender(http)
            .send(
                delivery(subscription(service.endpoint("secret")), null),
                provider(),
                journal.refusing());

    assertThat(described(outcome)).isEqualTo("TEMPORARY_FAILURE");
    assertThat(journal.told()).containsExactly("connected", "asked");
  }

  private static MockResponse.Builder said(int status) {
    return new MockResponse.Builder().code(status);
  }

  private static MockResponse.Builder after(int status, String retryAfter) {
    return said(status).addHeader("Retry-After", retryAfter);
  }

  private static String described(Outcome outcome) {
    if (outcome instanceof Outcome.ChannelFault fault) {
      return AttemptOutcome.CHANNEL_FAULT + " " + (fault.pause() == null ? "own" : fault.pause());
    }
    return outcome.kind().name();
  }

  private PushTarget subscription(String endpoint) {
    PushTarget target =
        new PushTarget(
            UUID.randomUUID(), ANA, endpoint, new PushKeys(service.p256dh(), service.auth()));
    subscriptions.add(target);
    return target;
  }

  private Provider provider() {
    return new Provider("push:" + service.origin());
  }

  private PushSender sender(HostCalls over) {
    return new PushSender(
        subscriptions,
        new VapidTokens(KEYS, "mailto:ops@example.com", Clock.fixed(NOW, ZoneOffset.UTC)),
        over,
        Duration.ofDays(1),
        8,
        new ChannelPolicy(
            new RetrySchedule(List.of()),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1)));
  }

  private static HostCalls http(String allowed) {
    return new HostCalls(
        new GuardedHttp(new HttpSettings(List.of(allowed)), Dns.SYSTEM, Traces.carried()),
        Duration.ofMillis(700),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static ClaimedDelivery delivery(PushTarget target, @Nullable Instant expiresAt) {
    return new ClaimedDelivery(
        DeliveryId.fresh(),
        new CorrelationId("push-1"),
        null,
        Channel.PUSH,
        new StoredRecipient(Recipient.Kind.PUSH_SUBSCRIPTION, target.id().toString()),
        null,
        JSON,
        new CorrelationId("push-1"),
        null,
        OnUnknown.RESEND,
        null,
        1,
        0,
        false,
        NOW,
        NOW,
        null,
        ANA,
        expiresAt,
        null,
        false,
        null);
  }
}
