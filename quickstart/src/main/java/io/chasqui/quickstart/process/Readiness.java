package io.chasqui.quickstart.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;

/** Waits until a child says that it is ready for work. */
public final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int ANSWER_MILLIS = 2_000;

  private Readiness() {}

  /**
   * Asks until the answer is 200.
   *
   * @throws IllegalStateException saying why, when the child ends or the time is over
   */
  public static void await(ChildProcess child, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    String answer = "no answer";
    while (System.nanoTime() < deadline) {
      if (!child.isAlive()) {
        child.awaitEnd(PAUSE);
        throw new IllegalStateException(
            "%s ended with exit code %s before it was ready; its lines above say why."
                .formatted(child.name(), child.exitCode()));
      }
      answer = ask(child);
      if (answer.equals("200")) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new IllegalStateException(
        "%s was not ready after %s s; its readiness was last answered with: %s."
            .formatted(child.name(), timeout.toSeconds(), answer));
  }

  private static String ask(ChildProcess child) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              child.uri().resolve("/actuator/health/readiness").toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return Integer.toString(connection.getResponseCode());
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return e.toString();
    }
  }
}
