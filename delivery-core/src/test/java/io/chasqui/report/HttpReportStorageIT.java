package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.http.HttpReportStorage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpReportStorageIT extends ReportStorageContract {

  private final MockWebServer server = new MockWebServer();
  private final Map<String, ByteString> kept = new ConcurrentHashMap<>();

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
  ReportStorage storage() {
    return new HttpReportStorage(server.url("/storage/reports").uri(), Duration.ofSeconds(5));
  }

  @Test
  void asksForTheBaseAddressAndTheCorrelationId() throws Exception {
    storage().open(new CorrelationId("a.b:c"));

    assertThat(server.takeRequest().getTarget()).isEqualTo("/storage/reports/a.b:c");
  }

  @Test
  void anythingButSuccessAndNotFoundIsAFault() {
    for (String status : new String[] {"500", "302", "403"}) {
      assertThatThrownBy(() -> storage().open(new CorrelationId("status-" + status)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(status);
    }
  }

  @Test
  void aStorageThatTakesNoReportsSaysSo() {
    assertThatThrownBy(() -> storage().put(new CorrelationId("status-405"), content("x")))
        .isInstanceOf(ReadOnlyStorage.class);
  }

  private MockResponse answer(RecordedRequest request) {
    String target = request.getTarget();
    int status = target.indexOf("status-");
    if (status >= 0) {
      return new MockResponse.Builder()
          .code(Integer.parseInt(target.substring(status + "status-".length())))
          .addHeader("Location", "/elsewhere")
          .build();
    }
    if (request.getMethod().equals("PUT")) {
      ByteString body = request.getBody();
      kept.put(target, body == null ? ByteString.EMPTY : body);
      return new MockResponse.Builder().code(201).build();
    }
    ByteString report = kept.get(target);
    return report == null
        ? new MockResponse.Builder().code(404).build()
        : new MockResponse.Builder().body(new Buffer().write(report)).build();
  }
}
