package io.chasqui.benchmarks.product;

import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.load.Api;
import io.chasqui.benchmarks.mail.Corpus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** The calls that the worker of the no-op channel was asked to make. */
public final class NoOpCalls {

  private final Api worker;
  private final Duration timeout;

  public NoOpCalls(Api worker, Duration timeout) {
    this.worker = worker;
    this.timeout = timeout;
  }

  /**
   * Waits until each delivery was called for, and forgets them.
   *
   * @return when, by the deliveries' numbers
   * @throws IllegalStateException when one was called for twice, or one that is not of this corpus
   */
  public Map<Integer, Instant> take(Corpus corpus) {
    Waiting.until(
        "all deliveries were called for", timeout, () -> count() >= corpus.size(), this::progress);
    Map<Integer, Instant> calls = new HashMap<>();
    for (String line : worker.get("/sent").split("\n")) {
      String[] fields = line.split(" ");
      int number = corpus.number(fields[0]);
      Instant at = Instant.EPOCH.plus(Long.parseLong(fields[1]), ChronoUnit.MICROS);
      if (calls.put(number, at) != null) {
        throw new IllegalStateException("Delivery " + number + " was called for twice");
      }
    }
    worker.post("/sent/forget");
    return calls;
  }

  private int count() {
    return Integer.parseInt(worker.get("/sent/count"));
  }

  private String progress() {
    return count() + " were";
  }
}
