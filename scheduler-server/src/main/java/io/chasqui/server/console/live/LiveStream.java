package io.chasqui.server.console.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** One page that is told of changes. Nobody waits for one that reads slowly: it is let go. */
final class LiveStream {

  /** What it is told first, and two looks; further ones only come to one that does not read. */
  private static final int MOST_UNSENT = 3;

  private final ResponseBodyEmitter emitter;
  private final Executor senders;
  private final AtomicInteger unsent = new AtomicInteger();
  private final AtomicBoolean isOver = new AtomicBoolean();

  LiveStream(Duration longest, Executor senders) {
    this.emitter = new ResponseBodyEmitter(longest.toMillis());
    this.senders = senders;
  }

  ResponseBodyEmitter emitter() {
    return emitter;
  }

  /** Sends it when a thread is free; a page that has not taken what came before is let go. */
  void tell(String events) {
    boolean isSlow = unsent.incrementAndGet() > MOST_UNSENT;
    senders.execute(isSlow ? this::end : () -> send(events));
  }

  private void send(String events) {
    try {
      if (!isOver.get()) {
        emitter.send(events.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | RuntimeException e) {
      // The browser is gone, which Spring tells by onError too.
      isOver.set(true);
    } finally {
      unsent.decrementAndGet();
    }
  }

  /** Ends it without a word, so that a browser which is still there connects again. */
  void end() {
    if (isOver.compareAndSet(false, true)) {
      emitter.complete();
    }
  }
}
