package io.chasqui.messaging.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.testing.TestJournal;
import java.io.IOException;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire. */
class GatewayRequestsIT {

  private final MockWebServer server = new MockWebServer();
  private final TestJournal journal = new TestJournal();
  private final GatewayHttp http = TestGateways.http(Duration.ofSeconds(5));

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Test
  void aProbeGetsNumbersAsNumbersAndTheTextAsItIs() throws Exception {
    server.enqueue(new MockResponse.Builder().body("{\"code\": 0, \"message\": \"OK\"}").build());

    TestGateways.probe(server.url("/v1/").toString(), http).send(TestGateways.MESSAGE, journal);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getTarget()).isEqualTo("/v1/send/4711");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer canary-token");
    assertThat(request.getHeaders().get("Content-Type")).startsWith("application/json");
    assertThat(TestGateways.json.readTree(request.getBody().utf8()))
        .isEqualTo(
            TestGateways.json.readTree(
                "{\"id\": 4711, \"phone\": 79991112233, \"text\": \"Hola 😀\"}"));
  }

  @Test
  void twilioGetsAFormAndSaysHowItCallsTheMessage() throws Exception {
    server.enqueue(new MockResponse.Builder().code(201).body("{\"sid\": \"SM0123\"}").build());

    Outcome outcome =
        TestGateways.twilio(server.url("").toString(), "+15005550006", null, http)
            .send(TestGateways.MESSAGE, journal);

    assertThat(outcome).isEqualTo(new Outcome.Delivered("SM0123", null));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/2010-04-01/Accounts/AC0123/Messages.json");
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Basic QUMwMTIzOmNhbmFyeS1wYXNzd29yZA==");
    assertThat(request.getHeaders().get("Content-Type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.getBody().utf8())
        .isEqualTo("To=%2B79991112233&From=%2B15005550006&Body=Hola+%F0%9F%98%80");
  }

  @Test
  void aMessagingServiceIsNoSenderAndACallbackIsAskedForWhereThereIsAnAddress() throws Exception {
    server.enqueue(new MockResponse.Builder().code(201).body("{\"sid\": \"SM0123\"}").build());
    server.enqueue(new MockResponse.Builder().code(201).body("{\"sid\": \"SM0124\"}").build());
    String callback = "https://chasqui.example.com/callbacks/sms/main/status";

    TestGateways.twilio(server.url("").toString(), "MG" + "0".repeat(32), callback, http)
        .send(TestGateways.MESSAGE, journal);
    TestGateways.twilio(server.url("").toString(), "MGBANK", null, http)
        .send(TestGateways.MESSAGE, journal);

    assertThat(server.takeRequest().getBody().utf8())
        .contains("&MessagingServiceSid=MG000")
        .doesNotContain("From=")
        .endsWith(
            "&StatusCallback=https%3A%2F%2Fchasqui.example.com%2Fcallbacks%2Fsms%2Fmain%2Fstatus");
    assertThat(server.takeRequest().getBody().utf8())
        .contains("&From=MGBANK")
        .doesNotContain("StatusCallback");
  }
}
