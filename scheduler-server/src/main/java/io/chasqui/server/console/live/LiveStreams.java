package io.chasqui.server.console.live;

import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * The pages that are told of changes. A stream ends after five minutes, and the oldest where there
 * are too many; browsers that are still there connect again by themselves.
 */
@Component
class LiveStreams implements SmartLifecycle {

  /** A page has one, so this is a hundred pages that somebody sees. */
  static final int MOST = 100;

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int SENDERS = 4;

  /** Without any byte the browser would not learn that it is connected. */
  private static final String RECONNECT_AFTER_3_S = "retry: 3000\n\n";

  private final Deque<LiveStream> oldestFirst = new ConcurrentLinkedDeque<>();
  private final ExecutorService senders =
      Executors.newFixedThreadPool(
          SENDERS,
          task -> {
            Thread thread = new Thread(task, "console-live");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean isRunning;

  /**
   * @param known what it is told first, numbers by the names of events; asked when it is told of
   *     further ones already
   * @throws ResponseStatusException when the server is about to stop
   */
  ResponseBodyEmitter open(Supplier<Map<String, Long>> known) {
    LiveStream stream = new LiveStream(LONGEST, senders);
    ResponseBodyEmitter emitter = stream.emitter();
    emitter.onTimeout(() -> end(stream));
    emitter.onError(failure -> end(stream));
    emitter.onCompletion(() -> end(stream));
    oldestFirst.add(stream);
    if (!isRunning) {
      end(stream);
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    stream.tell(RECONNECT_AFTER_3_S + events(known.get()));
    while (oldestFirst.size() > MOST) {
      LiveStream oldest = oldestFirst.poll();
      if (oldest != null) {
        oldest.end();
      }
    }
    return emitter;
  }

  /** How many look on. */
  int size() {
    return oldestFirst.size();
  }

  /**
   * @param changed numbers, by the names of events
   */
  void tell(Map<String, Long> changed) {
    if (!changed.isEmpty()) {
      String events = events(changed);
      oldestFirst.forEach(stream -> stream.tell(events));
    }
  }

  private static String events(Map<String, Long> numbers) {
    return numbers.entrySet().stream()
        .map(one -> "event: " + one.getKey() + "\ndata: " + one.getValue() + "\n\n")
        .collect(Collectors.joining());
  }

  private void end(LiveStream stream) {
    oldestFirst.remove(stream);
    stream.end();
  }

  @Override
  public void start() {
    isRunning = true;
  }

  /** In the first phase, before the web server waits for its open requests to end. */
  @Override
  public void stop() {
    isRunning = false;
    oldestFirst.forEach(this::end);
    senders.shutdown();
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
