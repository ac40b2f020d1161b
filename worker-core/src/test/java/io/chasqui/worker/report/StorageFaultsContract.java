package io.chasqui.worker.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.Outcome.TemporaryFailure;
import io.chasqui.jobs.PeriodicThread;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
import io.chasqui.testing.TestStorage;
import io.chasqui.worker.report.ReportRead.NotHad;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** What a delivery makes of a storage behind HTTP that misbehaves, whichever it is. */
abstract class StorageFaultsContract {

  private static final DataSize LIMIT = DataSize.ofMegabytes(1);
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final String PDF = "%PDF-1.7" + " ".repeat(10_000);

  final MockWebServer server = new MockWebServer();

  /**
   * @param timeout for one whole request
   */
  abstract ReportStorage storage(URI server, Duration timeout);

  /** How often the storage may ask for one report. */
  abstract int requests();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("404", "REPORT_NOT_FOUND", answer().code(404)),
        fault("500", "STORAGE_UNAVAILABLE", answer().code(500)),
        fault("a redirect", "STORAGE_UNAVAILABLE", answer().code(302).addHeader("Location", "/x")),
        fault("silence", "STORAGE_UNAVAILABLE", answer().headersDelay(1, TimeUnit.MINUTES)),
        fault(
            "a byte now and then",
            "STORAGE_UNAVAILABLE",
            answer().body(PDF).throttleBody(1, 100, TimeUnit.MILLISECONDS)),
        fault(
            "less than it said",
            "STORAGE_UNAVAILABLE",
            answer()
                .body(PDF)
                .setHeader("Content-Length", 2 * PDF.length())
                .onResponseEnd(new SocketEffect.CloseSocket())),
        fault(
            "chunks without an end",
            "STORAGE_UNAVAILABLE",
            answer()
                .addHeader("Transfer-Encoding", "chunked")
                .body("5\r\n%PDF-\r\n")
                .removeHeader("Content-Length")
                .onResponseEnd(new SocketEffect.CloseSocket())),
        fault("gzip", "STORAGE_UNAVAILABLE", gzip()),
        fault("a page", "REPORT_NOT_PDF", answer().body("<html>log in</html>")),
        fault("10 GB, said", "REPORT_TOO_LARGE", answer().body(new TenGigabytes())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void endTheAttemptInTimeAndSayWhy(String fault, String code, MockResponse answer) {
    alwaysAnswer(answer);
    long begin = System.nanoTime();

    assertThat(outcome().code()).isEqualTo(code);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isLessThan(TIMEOUT.multipliedBy(3L * requests()));
    assertThat(server.getRequestCount()).isBetween(1, requests());
  }

  static Stream<Arguments> waits() {
    return Stream.of(
        Arguments.of("silence", answer().headersDelay(1, TimeUnit.MINUTES).build()),
        Arguments.of(
            "a byte now and then",
            answer().body(PDF).throttleBody(1, 100, TimeUnit.MILLISECONDS).build()));
  }

  /** The time for one request would be longer. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("waits")
  void endWithTheTimeForReadingAReport(String wait, MockResponse answer) {
    alwaysAnswer(answer);
    ReportReaders readers = readers(Duration.ofMinutes(1), Duration.ofMillis(300));
    Thread rounds =
        new PeriodicThread("rounds", Duration.ofMillis(20), "broke off", readers::endOverdue)
            .thread();
    rounds.start();
    long begin = System.nanoTime();

    assertThat(outcome(readers))
        .isEqualTo(
            new TemporaryFailure(
                "STORAGE_UNAVAILABLE", "it took longer than 300 ms", Duration.ofSeconds(5)));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    rounds.interrupt();
  }

  @Test
  void tenGigabytesInChunksAreNotTakenIntoMemory() {
    assertThat(outcome(chunked(200)).code()).isEqualTo("REPORT_TOO_LARGE");
  }

  @Test
  void tenGigabytesOfExcusesAreNotTakenIntoMemory() {
    assertThat(outcome(chunked(403)).code()).isEqualTo("STORAGE_UNAVAILABLE");
  }

  private MockResponse chunked(int status) {
    return answer()
        .code(status)
        .addHeader("Transfer-Encoding", "chunked")
        .body(new TenGigabytes())
        .removeHeader("Content-Length")
        .build();
  }

  /** As an attempt that takes little memory gets it. */
  private Outcome outcome(MockResponse answer) {
    alwaysAnswer(answer);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);

    // Not a time that a busy machine may need for its first ten megabytes.
    Outcome outcome = outcome(readers(Duration.ofMinutes(1), Duration.ofMinutes(1)));

    assertThat(threads.getThreadAllocatedBytes(thread) - before)
        .as("bytes taken from the heap from first to last, of 10 GB")
        .isLessThan(DataSize.ofMegabytes(100).toBytes());
    return outcome;
  }

  final void alwaysAnswer(MockResponse answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer;
          }
        });
  }

  final Outcome outcome() {
    return outcome(readers(TIMEOUT, Duration.ofSeconds(30)));
  }

  private static Outcome outcome(ReportReaders readers) {
    ReportReader reader = readers.reader(Channel.TELEGRAM, ReportEncoding.PDF, LIMIT);
    return ((NotHad) reader.read(new CorrelationId("report-1"))).outcome();
  }

  /**
   * @param timeout of one request
   * @param readTimeout of a reading
   */
  private ReportReaders readers(Duration timeout, Duration readTimeout) {
    return new ReportReaders(
        storage(server.url("/").uri(), timeout),
        TestStorage.settings(DataSize.ofMegabytes(10), DataSize.ofMegabytes(1), readTimeout),
        queue -> 32,
        new SimpleMeterRegistry());
  }

  private static Arguments fault(String name, String code, MockResponse.Builder answer) {
    return Arguments.of(name, code, answer.build());
  }

  /** A PDF of any size, in some bytes; nobody asked for it in this form. */
  private static MockResponse.Builder gzip() {
    Buffer body = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(body))) {
      sink.writeUtf8(PDF);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer().addHeader("Content-Encoding", "gzip").body(body);
  }

  static MockResponse.Builder answer() {
    return new MockResponse.Builder();
  }

  /** A PDF that nobody has in memory; in chunks of a megabyte, as its reader may be told. */
  private static final class TenGigabytes implements MockResponseBody {

    private static final int CHUNK = 1 << 20;
    private static final long CHUNKS = 10 * 1024;

    @Override
    public long getContentLength() {
      return CHUNKS * CHUNK;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      byte[] chunk = new byte[CHUNK];
      byte[] head = "%PDF-".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(head, 0, chunk, 0, head.length);
      for (long i = 0; i < CHUNKS; i++) {
        sink.writeHexadecimalUnsignedLong(CHUNK).writeUtf8("\r\n").write(chunk).writeUtf8("\r\n");
      }
      sink.writeUtf8("0\r\n\r\n");
    }
  }
}
