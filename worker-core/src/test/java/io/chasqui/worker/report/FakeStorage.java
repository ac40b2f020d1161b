package io.chasqui.worker.report;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.ReportStorage;
import io.chasqui.report.StorageAnswer;
import io.chasqui.report.StoredReport;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A storage in memory that counts how often a report is read, and can hold who reads one. */
final class FakeStorage implements ReportStorage {

  private final Map<CorrelationId, Kept> kept = new ConcurrentHashMap<>();
  private final Map<CorrelationId, AtomicInteger> reads = new ConcurrentHashMap<>();
  private final AtomicBoolean holdsNext = new AtomicBoolean();
  private final AtomicBoolean breaksOff = new AtomicBoolean();
  private final CountDownLatch holding = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  void keep(CorrelationId id, String text, @Nullable String version) {
    kept.put(id, new Kept("%PDF-" + text, version));
  }

  void remove(CorrelationId id) {
    kept.remove(id);
  }

  /** Holds the next one who reads a report until {@link #release}. */
  void holdNextReader() {
    holdsNext.set(true);
  }

  void awaitReader() throws InterruptedException {
    holding.await();
  }

  void release() {
    released.countDown();
  }

  /** Breaks off when the one who is held is released. */
  void breakOff() {
    breaksOff.set(true);
  }

  int timesRead(CorrelationId id) {
    return reads.getOrDefault(id, new AtomicInteger()).get();
  }

  @Override
  public StorageAnswer open(CorrelationId id, @Nullable String knownVersion) {
    Kept report = kept.get(id);
    if (report == null) {
      return new StorageAnswer.NotThere();
    }
    if (knownVersion != null && knownVersion.equals(report.version())) {
      return new StorageAnswer.Unchanged();
    }
    byte[] bytes = report.content().getBytes(StandardCharsets.UTF_8);
    return new StoredReport(new Content(id, bytes), bytes.length, report.version());
  }

  @Override
  public void put(CorrelationId id, InputStream content) {
    throw new UnsupportedOperationException();
  }

  private record Kept(String content, @Nullable String version) {}

  private final class Content extends FilterInputStream {

    private final CorrelationId id;
    private boolean begun;

    Content(CorrelationId id, byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
      this.id = id;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (!begun) {
        begun = true;
        reads.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
        holdIfWanted();
      }
      return super.read(buffer, offset, length);
    }

    private void holdIfWanted() throws IOException {
      if (!holdsNext.compareAndSet(true, false)) {
        return;
      }
      holding.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (breaksOff.get()) {
        throw new IOException("the storage broke off");
      }
    }
  }
}
