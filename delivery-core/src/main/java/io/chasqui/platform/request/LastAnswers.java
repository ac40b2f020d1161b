package io.chasqui.platform.request;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.web.context.WebServerGracefulShutdownLifecycle;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the answers that are on their way go out before the web server stops. Spring Boot waits for
 * open requests, and takes one for ended when its servlet has returned: what is still buffered then
 * goes out a moment later, or never, if the connections are closed first.
 */
final class LastAnswers implements SmartLifecycle {

  /** After Spring Boot has waited for open requests, before it stops the web server. */
  private static final int PHASE = WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1;

  /** Longer than a body that nobody wants is read. */
  private static final long MOST_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final ServletWebServerApplicationContext application;
  private volatile boolean isRunning;

  LastAnswers(ServletWebServerApplicationContext application) {
    this.application = application;
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
    return application.getWebServer() instanceof TomcatWebServer server
        && Arrays.stream(server.getTomcat().getService().findConnectors())
            .map(connector -> connector.getProtocolHandler().getExecutor())
            .anyMatch(LastAnswers::works);
  }

  private static boolean works(Executor threads) {
    return threads instanceof ThreadPoolExecutor pool && pool.getActiveCount() > 0;
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
