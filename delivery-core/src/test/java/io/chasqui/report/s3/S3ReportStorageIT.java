package io.chasqui.report.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.trace.Traceparent;
import io.chasqui.report.RemovableReportsContract;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAccessDenied;
import io.chasqui.report.StoredReport;
import io.chasqui.testing.S3Server;
import io.opentelemetry.context.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

/** The S3 storage on a server that speaks the protocol and checks signatures. */
class S3ReportStorageIT extends RemovableReportsContract {

  private static final CorrelationId ID = new CorrelationId("a:b.c");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static S3Server server;
  private static S3ReportStorage storage;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start();
    storage = TestS3.of(server.address(), TIMEOUT);
  }

  @AfterAll
  static void stop() throws Exception {
    storage.close();
    server.close();
  }

  @AfterEach
  void empty() {
    server.removeAll();
  }

  @Override
  protected ReportStorage storage() {
    return storage;
  }

  @Override
  protected void remove(CorrelationId id) {
    server.remove(id.value());
  }

  @Test
  void theKeyOfAnObjectIsPrefixAndId() throws IOException {
    try (S3ReportStorage prefixed = with("2026/q3-", S3Server.SECRET)) {
      prefixed.put(ID, content("%PDF-prefixed"));
      storage().put(ID, content("%PDF-plain"));

      assertThat(server.keys()).containsExactlyInAnyOrder("2026/q3-a:b.c", "a:b.c");
      assertThat(text(prefixed)).isEqualTo("%PDF-prefixed");
    }
  }

  @Test
  void aRequestThatCarriesATraceKeepsItsSignature() throws IOException {
    Traceparent place = new Traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    try (Scope scope = place.context().makeCurrent()) {
      storage().put(ID, content("%PDF-traced"));

      assertThat(text(storage())).isEqualTo("%PDF-traced");
    }
  }

  @Test
  void anObjectSaysThatItIsAPdf() throws IOException {
    storage().put(ID, content("%PDF-"));

    assertThat(server.head("a:b.c").contentType()).isEqualTo("application/pdf");
    assertThat(server.head("a:b.c").contentEncoding()).isNull();
  }

  @Test
  void anEmptyReportHasSizeZero() throws IOException {
    storage().put(ID, content(""));

    try (StoredReport report = (StoredReport) storage().open(ID, null)) {
      assertThat(report.size()).isZero();
      assertThat(report.content()).isEmpty();
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aWrongSecretIsRefusedAndToldOnceWithoutTheSecret(CapturedOutput output) {
    try (S3ReportStorage wrong = with("", "another-canary")) {
      String words =
          "the report storage answered 403 SignatureDoesNotMatch: check"
              + " chasqui.storage.s3.access-key-id and chasqui.storage.s3.secret-access-key";

      assertThatThrownBy(() -> wrong.put(ID, content("%PDF-")))
          .isInstanceOf(StorageAccessDenied.class)
          .hasMessage(words);
      assertThatThrownBy(() -> wrong.open(ID, null))
          .isInstanceOf(StorageAccessDenied.class)
          .hasMessage(words);
      assertThat(server.keys()).isEmpty();
      assertThat(output).containsOnlyOnce(words).doesNotContainIgnoringCase("canary");
    }
  }

  @Test
  void aBucketThatDoesNotExistIsNamedAndNotAMissingReport() {
    try (S3ReportStorage nowhere =
        TestS3.of(TestS3.settings(server.address(), "nowhere", "", S3Server.SECRET, TIMEOUT))) {
      assertThatThrownBy(() -> nowhere.open(ID, null))
          .isInstanceOf(StorageAccessDenied.class)
          .hasMessage(
              "the report storage answered 404 NoSuchBucket: check chasqui.storage.s3.bucket");
      assertThatThrownBy(() -> nowhere.put(ID, content("%PDF-")))
          .isInstanceOf(StorageAccessDenied.class);
    }
  }

  @Test
  void aReportThatIsReplacedWhileItIsReadIsReadAsItWas() throws IOException {
    storage().put(ID, content("%PDF-" + "1".repeat(1_000_000)));

    try (StoredReport report = (StoredReport) storage().open(ID, null)) {
      storage().put(ID, content("%PDF-2"));

      assertThat(report.content().readAllBytes()).hasSize(1_000_005);
    }
  }

  @Test
  void twentyMegabytesPassThroughWithoutBeingTakenIntoMemory() throws IOException {
    int size = 20 << 20;
    InputStream pdf =
        new SequenceInputStream(content("%PDF-"), new ByteArrayInputStream(new byte[size]));
    storage().put(new CorrelationId("warm-up"), content("%PDF-"));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

    storage().put(ID, pdf);
    try (StoredReport report = (StoredReport) storage().open(ID, null)) {
      assertThat(report.size()).isEqualTo(size + 5);
      assertThat(report.content().transferTo(OutputStream.nullOutputStream())).isEqualTo(size + 5);
    }

    assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
        .as("bytes taken from the heap from first to last, for 20 MB in and out")
        .isLessThan(DataSize.ofMegabytes(5).toBytes());
  }

  private S3ReportStorage with(String prefix, String secret) {
    return TestS3.of(TestS3.settings(server.address(), S3Server.BUCKET, prefix, secret, TIMEOUT));
  }

  private static String text(ReportStorage storage) throws IOException {
    try (StoredReport report = (StoredReport) storage.open(ID, null)) {
      return new String(report.content().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
