package io.chasqui.server.jobs.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jobrunr.dashboard.server.sse.SseExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** One browser that is told of changes: what JobRunr writes to it goes out when it is flushed. */
final class DashboardStream extends OutputStream {

  private static final byte[] RECONNECT_AFTER_3_S =
      "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);

  private final ResponseBodyEmitter emitter;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private volatile @Nullable SseExchange exchange;
  private final AtomicBoolean isOver = new AtomicBoolean();

  DashboardStream(ResponseBodyEmitter emitter) throws IOException {
    this.emitter = emitter;
    // Without any byte the browser would not learn that it is connected.
    emitter.send(RECONNECT_AFTER_3_S);
  }

  /** JobRunr's end of it, which is closed with this. */
  void feeds(SseExchange exchange) {
    this.exchange = exchange;
    if (isOver.get()) {
      exchange.close();
    }
  }

  @Override
  public void write(int b) {
    unsent.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    unsent.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    byte[] bytes = unsent.toByteArray();
    unsent.reset();
    if (isOver.get() || bytes.length == 0) {
      return;
    }
    try {
      emitter.send(bytes);
    } catch (IOException | RuntimeException e) {
      isOver.set(true);
      throw new IOException("The browser is gone", e);
    }
  }

  /** By JobRunr, which has nothing more to tell and is closing its end. */
  @Override
  public void close() throws IOException {
    flush();
    if (isOver.compareAndSet(false, true)) {
      emitter.complete();
    }
  }

  /** Ends it without a word, so that a browser which is still there connects again. */
  void end() {
    if (!isOver.compareAndSet(false, true)) {
      return;
    }
    emitter.complete();
    SseExchange fed = exchange;
    if (fed != null) {
      fed.close();
    }
  }
}
