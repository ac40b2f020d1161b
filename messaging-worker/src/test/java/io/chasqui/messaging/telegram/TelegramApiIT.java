package io.chasqui.messaging.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.Unknown;
import io.chasqui.messaging.FakeBotApi;
import io.chasqui.messaging.telegram.ApiAnswer.Accepted;
import io.chasqui.messaging.telegram.ApiAnswer.NoAnswer;
import io.chasqui.messaging.telegram.ApiAnswer.NotConnected;
import io.chasqui.messaging.telegram.ApiAnswer.NotSent;
import io.chasqui.messaging.telegram.ApiAnswer.Refused;
import io.chasqui.messaging.telegram.ApiAnswer.Unreadable;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.testing.TestJournal;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client makes of servers and networks that misbehave. */
class TelegramApiIT {

  private final MockWebServer server = new MockWebServer();
  private TelegramApi api;
  private final TestJournal journal = new TestJournal();

  @BeforeEach
  void start() throws IOException {
    server.start();
    api = TestTelegram.api(server.url("/").toString(), Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    api.close();
    server.close();
  }

  @Test
  void uploadsTheFileByteForByteUnderItsName() {
    byte[] content = randomBytes(1_500_000);
    try (FakeBotApi telegram = FakeBotApi.start();
        TelegramApi client = TestTelegram.api(telegram.url(), Duration.ofSeconds(5))) {
      Document document = TestTelegram.document("Отчёт за 3-й квартал – ñandú 漢.pdf", content);

      ApiAnswer answer = client.sendDocument("1001", document, "Hello, Ñandú 😀", journal);

      assertThat(answer).isInstanceOf(Accepted.class);
      FakeBotApi.Call call = telegram.calls().get(0);
      assertThat(call.fileName()).isEqualTo("Отчёт за 3-й квартал – ñandú 漢.pdf");
      assertThat(call.file()).isEqualTo(content);
      assertThat(call.field("chat_id")).isEqualTo("1001");
      assertThat(call.field("caption")).isEqualTo("Hello, Ñandú 😀");
      assertThat(call.fields()).doesNotContainKey("parse_mode");
    }
  }

  @Test
  void handsTheTraceOnThatItWorksForAndMakesNoneUp() throws Exception {
    Traceparent place = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    server.enqueue(accepted());
    server.enqueue(accepted());

    try (Scope scope = place.context().makeCurrent()) {
      api.sendMessage("1001", "hello", journal);
    }
    api.sendMessage("1001", "hello", journal);

    assertThat(server.takeRequest().getHeaders().get("traceparent")).isEqualTo(place.value());
    assertThat(server.takeRequest().getHeaders().get("traceparent")).isNull();
  }

  @Test
  void aFileNameCannotBreakOutOfItsHeader() throws Exception {
    server.enqueue(accepted());
    String evil = "a\"; name=\"chat_id\"\r\n\r\n666\r\n../b\\c\u0000.pdf";

    api.sendDocument("1001", TestTelegram.document(evil, randomBytes(10)), null, journal);

    String body = server.takeRequest().getBody().utf8();
    assertThat(body).contains("filename=\"a'; name='chat_id'____666__.._b_c_.pdf\"\r\n");
  }

  @Test
  void aDropAfterTheWholeRequestIsNoAnswerAndNothingIsSentTwice() {
    server.enqueue(accepted());
    server.enqueue(FakeBotApi.hangUp());
    server.enqueue(accepted());
    api.sendMessage("1001", "opens the connection that is used again", journal);

    ApiAnswer answer = api.sendMessage("1001", "dropped", journal);

    assertThat(answer).isInstanceOf(NoAnswer.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aDropAfterAWholeUploadIsNoAnswerAndNothingIsSentTwice() {
    server.enqueue(FakeBotApi.hangUp());
    server.enqueue(accepted());

    ApiAnswer answer = api.sendDocument("1001", document(3_000_000), null, journal);

    assertThat(answer).isInstanceOf(NoAnswer.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void silenceAfterTheWholeRequestIsNoAnswer() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    TelegramApi hasty = TestTelegram.api(server.url("/").toString(), Duration.ofMillis(300));

    assertThat(hasty.sendMessage("1001", "hello", journal)).isInstanceOf(NoAnswer.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void anAnswerThatDripsIsCutOffAndNothingIsSentTwice() {
    server.enqueue(new MockResponse.Builder().body(new DrippingBody()).build());
    TelegramApi hasty = TestTelegram.api(server.url("/").toString(), Duration.ofSeconds(1));

    Outcome outcome = AnswerClassifier.outcomeOf(hasty.sendMessage("1001", "hello", journal));

    assertThat(outcome).isInstanceOf(Unknown.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theJournalIsAskedBeforeTheLastByteAndToldOfTheAnswer() {
    server.enqueue(accepted());

    api.sendDocument("1001", document(100_000), null, journal);

    assertThat(journal.told()).containsExactly("connected", "asked", "allowed", "answered");
  }

  @Test
  void thePeerNeverHasAWholeRequestThatTheJournalRefuses() throws InterruptedException {
    server.enqueue(accepted());
    server.enqueue(accepted());
    journal.refusing();

    assertThat(api.sendDocument("1001", document(100_000), null, journal))
        .isInstanceOf(NotSent.class);
    assertThat(api.sendMessage("1001", "hello", journal)).isInstanceOf(NotSent.class);
    RecordedRequest begun = server.takeRequest(1, TimeUnit.SECONDS);
    while (begun != null) {
      assertThat(begun.getFailure()).isNotNull();
      begun = server.takeRequest(100, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void aRefusedConnectionIsNone() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    TelegramApi nowhere = TestTelegram.api("http://127.0.0.1:" + port, Duration.ofSeconds(5));

    assertThat(nowhere.sendMessage("1001", "hello", journal)).isInstanceOf(NotConnected.class);
  }

  @Test
  void anUnknownHostCannotBeConnected() {
    TelegramApi nowhere = TestTelegram.api("http://nowhere.invalid", Duration.ofSeconds(5));

    assertThat(nowhere.sendMessage("1001", "hello", journal)).isInstanceOf(NotConnected.class);
  }

  @Test
  void aDropInTheMiddleOfAnUploadIsNotSent() {
    server.enqueue(
        new MockResponse.Builder().onRequestBody(new SocketEffect.CloseSocket()).build());
    server.enqueue(accepted());

    ApiAnswer answer = api.sendDocument("1001", document(20_000_000), null, journal);

    assertThat(answer).isInstanceOf(NotSent.class);
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
  }

  @Test
  void anUploadThatStallsIsNotSent() {
    server.enqueue(new MockResponse.Builder().onRequestBody(SocketEffect.Stall.INSTANCE).build());
    TelegramApi hasty = TestTelegram.api(server.url("/").toString(), Duration.ofMillis(500));

    assertThat(hasty.sendDocument("1001", document(40_000_000), null, journal))
        .isInstanceOf(NotSent.class);
    assertThat(journal.told()).doesNotContain("asked");
  }

  @Test
  void a503ThatInvitesToRepeatAtOnceIsNotRepeated() {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "0").build());
    server.enqueue(accepted());

    ApiAnswer answer = api.sendMessage("1001", "hello", journal);

    assertThat(answer).isEqualTo(new Unreadable(503, Duration.ofSeconds(1)));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.start();
      for (int status : new int[] {301, 302, 307, 308}) {
        server.enqueue(
            new MockResponse.Builder()
                .code(status)
                .addHeader("Location", elsewhere.url("/stolen").toString())
                .build());

        assertThat(api.sendMessage("1001", "hello", journal))
            .isEqualTo(new Unreadable(status, null));
      }
      assertThat(elsewhere.getRequestCount()).isZero();
      assertThat(server.getRequestCount()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, ''",
    "200, <html>",
    "200, '{\"ok\":true'",
    "200, '{\"ok\":true}'",
    "200, '[]'",
    "502, <html>",
    "403, blocked",
  })
  void whatIsNotTheEnvelopeIsUnreadable(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());

    assertThat(api.sendMessage("1001", "hello", journal)).isEqualTo(new Unreadable(status, null));
  }

  @Test
  void anAnswerThatBreaksOffIsUnreadable() {
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"ok\":true,\"result\":{\"message_id\":1}}" + " ".repeat(100_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThat(api.sendMessage("1001", "hello", journal)).isEqualTo(new Unreadable(200, null));
  }

  @Test
  void theSilenceIsReadFromTheParametersOrElseFromTheHeader() {
    server.enqueue(FakeBotApi.refusal(429, "Too Many Requests", "{\"retry_after\":7}"));
    server.enqueue(new MockResponse.Builder().code(429).addHeader("Retry-After", "8").build());

    assertThat(api.sendMessage("1001", "hello", journal))
        .isEqualTo(new Refused(429, "Too Many Requests", Duration.ofSeconds(7), null));
    assertThat(api.sendMessage("1001", "hello", journal))
        .isEqualTo(new Unreadable(429, Duration.ofSeconds(8)));
  }

  @Test
  void anEarlyRefusalOfAnUploadIsRead() {
    server.enqueue(
        new MockResponse.Builder()
            .code(413)
            .body("<html>too large</html>")
            .doNotReadRequestBody()
            .build());

    assertThat(api.sendDocument("1001", document(100_000), null, journal))
        .isEqualTo(new Unreadable(413, null));
  }

  /** A byte now and then. */
  private static final class DrippingBody implements MockResponseBody {

    @Override
    public long getContentLength() {
      return 1_000;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (long i = 0; i < getContentLength(); i++) {
        sink.writeByte(' ').flush();
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private static MockResponse accepted() {
    return new MockResponse.Builder()
        .body("{\"ok\":true,\"result\":{\"message_id\":1,\"chat\":{\"id\":1001}}}")
        .build();
  }

  private static Document document(int size) {
    return TestTelegram.document("report.pdf", randomBytes(size));
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
