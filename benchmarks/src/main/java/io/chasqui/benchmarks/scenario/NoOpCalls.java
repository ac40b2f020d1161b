package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.load.Api;
import io.chasqui.benchmarks.mail.Corpus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Of the no-op channel: when the worker called its sender. */
record NoOpCalls(Api worker, Duration timeout) implements Beginnings {

  @Override
  public void await(Corpus corpus) {
    Waiting.until(
        "all deliveries were called for",
        timeout,
        () -> count() >= corpus.size(),
        () -> count() + " of " + corpus.size());
  }

  @Override
  public Map<Integer, Instant> take(Corpus corpus) {
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
}
