package io.chasqui.report.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.BearerToken;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.ReportStorageContract;
import io.chasqui.report.StoredReport;
import io.chasqui.testing.TestStorage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class HttpReportStorageIT extends ReportStorageContract {

  private final MockWebServer server = new MockWebServer();
  private final Map<String, ByteString> kept = new ConcurrentHashMap<>();
  private volatile @Nullable Headers headers;
  private volatile String redirectTo = "/elsewhere";

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected ReportStorage storage() {
    return storage(null);
  }

  @Override
  protected void remove(CorrelationId id) {
    kept.keySet().removeIf(target -> target.endsWith(id.value()));
  }

  @ParameterizedTest
  @MethodSource("strangeIds")
  void everyIdIsOneSegmentOfThePath(String id) throws Exception {
    storage().open(new CorrelationId(id), null);

    RecordedRequest request = server.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/storage/reports/" + id);
    assertThat(request.getUrl().pathSegments()).containsExactly("storage", "reports", id);
    assertThat(request.getUrl().query()).isNull();
  }

  @Test
  void aQueryOfTheBaseAddressIsKept() throws Exception {
    storage("/storage/?key=1", null).open(new CorrelationId("a"), null);

    assertThat(server.takeRequest().getTarget()).isEqualTo("/storage/a?key=1");
  }

  @Test
  void showsItsTokenWithEachRequest() throws Exception {
    ReportStorage storage = storage(BearerToken.valueOf("canary-token"));
    storage.open(new CorrelationId("a"), null);
    storage.put(new CorrelationId("a"), content("x"));

    for (String method : new String[] {"GET", "PUT"}) {
      RecordedRequest request = server.takeRequest();
      assertThat(request.getMethod()).isEqualTo(method);
      assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer canary-token");
    }
  }

  @Test
  void showsNothingWithoutAToken() throws Exception {
    storage().open(new CorrelationId("a"), null);

    assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void takesItsTokenNowhereElse() throws Exception {
    try (MockWebServer elsewhere = new MockWebServer()) {
      elsewhere.start();
      redirectTo = elsewhere.url("/").toString();
      ReportStorage storage = storage(BearerToken.valueOf("canary-token"));

      assertThatThrownBy(() -> storage.open(new CorrelationId("status-302"), null))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> storage.put(new CorrelationId("status-307"), content("x")))
          .isInstanceOf(IOException.class);
      assertThat(elsewhere.getRequestCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  @ExtendWith(OutputCaptureExtension.class)
  void saysWhichSettingIsWrongWhenItIsNotLetIn(int status, CapturedOutput output) {
    ReportStorage storage = storage(BearerToken.valueOf("canary-token"));
    CorrelationId id = new CorrelationId("status-" + status);
    String words =
        "the report storage answered " + status + ": check chasqui.storage.http.bearer-token";

    assertThatThrownBy(() -> storage.open(id, null))
        .isInstanceOf(IOException.class)
        .hasMessage(words);
    assertThatThrownBy(() -> storage.put(id, content("x")))
        .isInstanceOf(IOException.class)
        .hasMessage(words);
    assertThat(output).containsOnlyOnce(words).doesNotContain("canary-token");
  }

  @Test
  void anythingButSuccessAndNotFoundIsAFault() {
    for (String status : new String[] {"500", "302", "418"}) {
      assertThatThrownBy(() -> storage().open(new CorrelationId("status-" + status), null))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(status);
    }
  }

  @Test
  void aStorageThatSaysUnchangedWithoutBeingAskedIsAtFault() {
    assertThatThrownBy(() -> storage().open(new CorrelationId("status-304"), null))
        .isInstanceOf(IOException.class);
  }

  @Test
  void doesNotTrustAWeakETag() throws IOException {
    headers = Headers.of("ETag", "W/\"1\"");

    assertThat(version()).isNull();
  }

  @Test
  void doesNotTrustTheETagOfAReportThatMayStillBeChanging() throws IOException {
    String now = "Sun, 22 Nov 2026 10:00:05 GMT";
    headers = Headers.of("ETag", "\"1\"", "Date", now, "Last-Modified", now);
    assertThat(version()).isNull();

    headers =
        Headers.of("ETag", "\"1\"", "Date", now, "Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT");
    assertThat(version()).isEqualTo("1");
  }

  @Test
  void givesNoVersionWithoutAnETag() throws IOException {
    headers = Headers.of("Last-Modified", "Sun, 22 Nov 2026 10:00:00 GMT");

    assertThat(version()).isNull();
  }

  @Test
  void aStorageThatTakesNoReportsSaysSo() {
    assertThatThrownBy(() -> storage().put(new CorrelationId("status-405"), content("x")))
        .isInstanceOf(ReadOnlyStorage.class);
  }

  private ReportStorage storage(@Nullable BearerToken token) {
    return storage("/storage/reports", token);
  }

  private ReportStorage storage(String path, @Nullable BearerToken token) {
    URI base = server.url(path).uri();
    return new HttpReportStorage(base, token, TestStorage.client(base, Duration.ofSeconds(5)));
  }

  private MockResponse answer(RecordedRequest request) {
    String target = request.getTarget();
    int status = target.indexOf("status-");
    if (status >= 0) {
      return new MockResponse.Builder()
          .code(Integer.parseInt(target.substring(status + "status-".length())))
          .addHeader("Location", redirectTo)
          .build();
    }
    if (request.getMethod().equals("PUT")) {
      ByteString body = request.getBody();
      kept.put(target, body == null ? ByteString.EMPTY : body);
      return new MockResponse.Builder().code(201).build();
    }
    ByteString report = kept.get(target);
    if (report == null) {
      return new MockResponse.Builder().code(404).build();
    }
    Headers given = headers == null ? Headers.of("ETag", etag(report)) : headers;
    if (etag(report).equals(request.getHeaders().get("If-None-Match"))) {
      return new MockResponse.Builder().code(304).build();
    }
    MockResponse.Builder answer = new MockResponse.Builder().body(new Buffer().write(report));
    given.forEach(header -> answer.addHeader(header.getFirst(), header.getSecond()));
    return answer.build();
  }

  private static String etag(ByteString report) {
    return '"' + report.sha256().hex() + '"';
  }

  /** As the storage gives it with the headers that were set. */
  private @Nullable String version() throws IOException {
    CorrelationId id = new CorrelationId("a");
    storage().put(id, content("x"));
    try (StoredReport report = (StoredReport) storage().open(id, null)) {
      return report.version();
    }
  }
}
