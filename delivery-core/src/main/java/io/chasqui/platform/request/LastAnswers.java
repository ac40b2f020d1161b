package io.chasqui.platform.request;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.LifecycleListener;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ProtocolHandler;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the answers that are on their way go out before the web server stops. Spring Boot waits for
 * open requests, and takes one for ended when its servlet has returned: what is still buffered then
 * goes out a moment later, or never, if the connections are closed first.
 */
final class LastAnswers implements SmartLifecycle, LifecycleListener {

  /** After Spring Boot has waited for open requests, before it stops the web server. */
  private static final int PHASE = WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;

  /** Longer than a body that nobody wants is read. */
  private static final long MOST_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final List<CountingAdapter> adapters = new CopyOnWriteArrayList<>();
  private volatile boolean isRunning;

  /** Of a connector: it has its adapter now, and takes no requests yet. */
  @Override
  public void lifecycleEvent(LifecycleEvent event) {
    if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
      ProtocolHandler protocol = ((Connector) event.getLifecycle()).getProtocolHandler();
      CountingAdapter adapter = new CountingAdapter(protocol.getAdapter());
      protocol.setAdapter(adapter);
      adapters.add(adapter);
    }
  }

  @Override
  public void start() {
    isRunning = true;
  }

  @Override
  public void stop() {
    isRunning = false;
    long begin = System.nanoTime();
    while (isAnswering() && System.nanoTime() - begin < MOST_NANOS) {
      try {
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean isAnswering() {
    return adapters.stream().anyMatch(CountingAdapter::isAnswering);
  }

  @Override
  public boolean isRunning() {
    return isRunning;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
