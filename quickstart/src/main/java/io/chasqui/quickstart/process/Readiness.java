package io.chasqui.quickstart.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Waits until children say that they are ready for work. */
public final class Readiness {

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ANSWER_MILLIS = 2_000;
  private static final String READY = "200";

  private Readiness() {}

  /**
   * Asks until the answer is 200.
   *
   * @throws IllegalStateException saying why, when the child ends or the time is over
   */
  public static void await(ChildProcess child, Duration timeout) throws InterruptedException {
    await(List.of(child), timeout, ready -> {});
  }

  /**
   * Asks all in turns, until each has answered with 200.
   *
   * @param onReady called once for each, in the order in which they become ready
   * @throws IllegalStateException saying why, when one of them ends or the time is over
   */
  public static void await(
      List<ChildProcess> children, Duration timeout, Consumer<ChildProcess> onReady)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Map<ChildProcess, String> waitingFor = new LinkedHashMap<>();
    children.forEach(child -> waitingFor.put(child, "no answer"));
    while (System.nanoTime() < deadline) {
      for (ChildProcess child : new ArrayList<>(waitingFor.keySet())) {
        requireAlive(child);
        String answer = ask(child);
        waitingFor.put(child, answer);
        if (answer.equals(READY)) {
          waitingFor.remove(child);
          onReady.accept(child);
        }
      }
      if (waitingFor.isEmpty()) {
        return;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    ChildProcess late = waitingFor.keySet().iterator().next();
    throw new IllegalStateException(
        "%s was not ready after %s s; its readiness was last answered with: %s. %s"
            .formatted(late.name(), timeout.toSeconds(), waitingFor.get(late), late.lastWords()));
  }

  private static void requireAlive(ChildProcess child) {
    if (!child.isAlive()) {
      child.awaitEnd(PAUSE);
      throw new IllegalStateException(
          "%s ended with exit code %s before it was ready. %s"
              .formatted(child.name(), child.exitCode(), child.lastWords()));
    }
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
