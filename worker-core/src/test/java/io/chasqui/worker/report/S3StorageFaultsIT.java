package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.ReportStorageContract;
import io.chasqui.report.StorageAccessDenied;
import io.chasqui.report.StorageAnswer.NotThere;
import io.chasqui.report.StorageSettings;
import io.chasqui.report.StoredReport;
import io.chasqui.report.s3.TestS3;
import io.chasqui.testing.S3Server;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mockwebserver3.MockResponse;
import mockwebserver3.QueueDispatcher;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a delivery makes of an S3 store that misbehaves, and what such a store is asked. */
class S3StorageFaultsIT extends StorageFaultsContract {

  private static final CorrelationId ID = new CorrelationId("a:b..c");

  private final List<ReportStorage> opened = new ArrayList<>();

  @AfterEach
  void closeStorages() {
    opened.forEach(TestS3::close);
  }

  @Override
  ReportStorage storage(URI server, Duration timeout) {
    ReportStorage storage = TestS3.storage(server, timeout);
    opened.add(storage);
    return storage;
  }

  @Override
  int requests() {
    return StorageSettings.S3.MAX_REQUESTS;
  }

  @Test
  void aRequestThatFailsAtOnceIsMadeAgain() throws IOException {
    server.setDispatcher(new QueueDispatcher());
    server.enqueue(refusal(503, "SlowDown"));
    server.enqueue(answer().code(200).body("%PDF-").build());

    try (StoredReport report = (StoredReport) storage().open(ID, null)) {
      assertThat(report.content()).hasContent("%PDF-");
    }
  }

  @Test
  void aReportThatIsSentAgainIsSentWhole() throws Exception {
    server.setDispatcher(new QueueDispatcher());
    server.enqueue(refusal(500, "InternalError"));
    server.enqueue(answer().code(200).build());

    storage().put(ID, ReportStorageContract.content("%PDF-whole"));

    for (int i = 0; i < 2; i++) {
      assertThat(server.takeRequest().getBody().utf8()).isEqualTo("%PDF-whole");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, access-key-id",
    "401, '', access-key-id",
    "403, InvalidAccessKeyId, secret-access-key",
    "400, ExpiredToken, secret-access-key",
    "403, RequestTimeTooSkewed, this machine's clock",
    "404, NoSuchBucket, chasqui.storage.s3.bucket",
    "301, PermanentRedirect, chasqui.storage.s3.region",
    "400, AuthorizationHeaderMalformed, chasqui.storage.s3.region",
  })
  @ExtendWith(OutputCaptureExtension.class)
  void whatFailsForEveryReportIsToldOnceWithWhatToCheck(
      int status, String code, String check, CapturedOutput output) {
    alwaysAnswer(refusal(status, code));
    ReportStorage storage = storage();

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> storage.open(ID, null))
          .isInstanceOf(StorageAccessDenied.class)
          .hasMessageStartingWith("the report storage answered " + status)
          .hasMessageContaining(check);
    }
    // When the clock is wrong the SDK takes the store's time, and asks again.
    assertThat(server.getRequestCount()).isBetween(2, 2 * requests());
    assertThat(output).containsOnlyOnce("No report can be read or stored").contains(check);
    assertThat(output).doesNotContainIgnoringCase("canary").doesNotContain("words of the store");
  }

  @Test
  void whyAStoreCannotBeReachedIsKept() {
    assertThatThrownBy(() -> storage(URI.create("http://127.0.0.1:1"), TIMEOUT).open(ID, null))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aReportThatIsNotThereIsNoFault() throws IOException {
    alwaysAnswer(refusal(404, "NoSuchKey"));

    assertThat(storage().open(ID, null)).isInstanceOf(NotThere.class);
    assertThat(server.getRequestCount()).isOne();
  }

  @Test
  void aStoreThatSaysUnchangedWithoutBeingAskedIsAtFault() {
    alwaysAnswer(answer().code(304).build());

    assertThatThrownBy(() -> storage().open(ID, null)).isInstanceOf(IOException.class);
  }

  @Test
  void aCodeThatIsNoneIsNotRepeated() {
    alwaysAnswer(refusal(418, "x\u0007 forged line"));

    assertThatThrownBy(() -> storage().open(ID, null))
        .hasMessage("the report storage answered 418");
  }

  @Test
  void asksForAnObjectByAPathThatIsOneSegment() throws Exception {
    alwaysAnswer(refusal(404, "NoSuchKey"));

    storage().open(ID, "v1");

    RecordedRequest request = server.takeRequest();
    assertThat(request.getUrl().pathSegments()).containsExactly("reports", "a:b..c");
    assertThat(request.getHeaders().get("If-None-Match")).isEqualTo("\"v1\"");
    assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    assertThat(request.getHeaders().get("Authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=" + S3Server.KEY_ID + "/");
  }

  /** Proxies on the way may change it, and stores do not know it. */
  @Test
  void theTraceGoesAlongUnsigned() throws Exception {
    alwaysAnswer(refusal(404, "NoSuchKey"));
    Traceparent place = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    try (Scope scope = place.context().makeCurrent()) {
      storage().open(ID, null);
    }

    Headers headers = server.takeRequest().getHeaders();
    assertThat(headers.get("traceparent")).isEqualTo(place.value());
    assertThat(headers.get("Authorization"))
        .contains("SignedHeaders=")
        .doesNotContain("traceparent");
  }

  /** What older and smaller stores do not know they refuse. */
  @Test
  void sendsAReportInTheFormThatEveryStoreKnows() throws Exception {
    alwaysAnswer(answer().code(200).build());

    storage().put(ID, ReportStorageContract.content("%PDF-"));

    RecordedRequest request = server.takeRequest();
    Headers headers = request.getHeaders();
    assertThat(request.getMethod()).isEqualTo("PUT");
    assertThat(headers.get("Content-Length")).isEqualTo("5");
    assertThat(headers.get("Content-Type")).isEqualTo("application/pdf");
    assertThat(headers.get("Content-MD5")).isEqualTo("VhMY8NV5cufGL+cBhJAyrw==");
    assertThat(headers.get("x-amz-content-sha256")).matches("[0-9a-f]{64}");
    assertThat(headers.names())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .doesNotContain("expect", "x-amz-trailer", "x-amz-acl", "transfer-encoding")
        .noneMatch(name -> name.startsWith("x-amz-checksum-"));
    assertThat(request.getBody().utf8()).isEqualTo("%PDF-");
  }

  private ReportStorage storage() {
    return storage(server.url("/").uri(), TIMEOUT);
  }

  private static MockResponse refusal(int status, String code) {
    String body =
        "<?xml version=\"1.0\"?><Error><Code>"
            + code
            + "</Code><Message>words of the store</Message></Error>";
    return answer()
        .code(status)
        .addHeader("Content-Type", "application/xml")
        .body(new Buffer().writeString(body, StandardCharsets.UTF_8))
        .build();
  }
}
