package io.chasqui.server.jobs.dashboard;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/**
 * The open streams of changes. JobRunr learns that a browser is gone only with the next change, and
 * refuses new ones meanwhile; here a stream ends after five minutes, and the oldest where there are
 * too many. The browsers that are still there connect again by themselves.
 */
final class DashboardStreams extends JobRunrSseHandler implements SmartLifecycle {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final int most;
  private final Deque<DashboardStream> oldestFirst = new ConcurrentLinkedDeque<>();
  private volatile boolean isRunning;

  /**
   * @param most streams that may be open at once, 1 or more
   */
  DashboardStreams(StorageProvider storage, JsonMapper json, int most) {
    super(storage, json);
    this.most = most;
  }

  /**
   * @param address {@code /sse/jobstats}, {@code /sse/servers} or {@code /sse/jobs/{id}}
   * @throws ResponseStatusException when the server is about to stop
   */
  ResponseBodyEmitter open(URI address) throws IOException {
    ResponseBodyEmitter emitter = new ResponseBodyEmitter(LONGEST.toMillis());
    DashboardStream stream = new DashboardStream(emitter);
    emitter.onTimeout(() -> end(stream));
    emitter.onError(failure -> end(stream));
    emitter.onCompletion(() -> end(stream));
    stream.feeds(createSseExchange(new DashboardExchange("GET", address, stream)));
    oldestFirst.add(stream);
    if (!isRunning) {
      close();
      throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
    }
    endOldest();
    return emitter;
  }

  private void endOldest() {
    while (oldestFirst.size() > most) {
      DashboardStream oldest = oldestFirst.poll();
      if (oldest != null) {
        oldest.end();
      }
    }
  }

  private void end(DashboardStream stream) {
    oldestFirst.remove(stream);
    stream.end();
  }

  @Override
  public void close() {
    for (DashboardStream stream : oldestFirst) {
      end(stream);
    }
  }

  @Override
  public void start() {
    isRunning = true;
  }

  /** In the first phase, before the web server waits for its open requests to end. */
  @Override
  public void stop() {
    isRunning = false;
    close();
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }
}
