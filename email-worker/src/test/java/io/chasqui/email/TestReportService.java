package io.chasqui.email;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;

/** A storage behind HTTP that has every report, and may hang with some or fail with all. */
final class TestReportService implements AutoCloseable {

  private static final String ETAG = "\"v1\"";
  private static final byte[] PDF = TestEmail.pdf(10_000);

  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch answers = new CountDownLatch(1);
  private volatile boolean fails;

  TestReportService() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            return answer(request);
          }
        });
    server.start();
  }

  String baseUrl() {
    return server.url("/reports").toString();
  }

  /** Answers with 500. */
  void fails(boolean yes) {
    fails = yes;
  }

  /** Answers to those that hang too. */
  void answersAll() {
    answers.countDown();
  }

  @Override
  public void close() {
    answersAll();
    server.close();
  }

  private MockResponse answer(RecordedRequest request) throws InterruptedException {
    String path = request.getUrl().encodedPath();
    if (path.contains("/hangs-") && !answers.await(2, TimeUnit.MINUTES) || fails) {
      return new MockResponse.Builder().code(500).build();
    }
    if (ETAG.equals(request.getHeaders().get("If-None-Match"))) {
      return new MockResponse.Builder().code(304).build();
    }
    return new MockResponse.Builder().addHeader("ETag", ETAG).body(new Buffer().write(PDF)).build();
  }
}
