package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.sink.BuiltInSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** By SMTP: when MAIL FROM arrived. */
record MailBeginnings(BuiltInSink sink, Duration timeout) implements Beginnings {

  @Override
  public void await(Corpus corpus) {
    Waiting.until(
        "all mails had arrived",
        timeout,
        () -> sink.count() >= corpus.size(),
        () -> sink.count() + " of " + corpus.size());
  }

  @Override
  public Map<Integer, Instant> take(Corpus corpus) {
    Map<Integer, Instant> begun = new HashMap<>();
    sink.arrivals(corpus).forEach((number, mail) -> begun.put(number, mail.begunAt()));
    sink.forget();
    return begun;
  }
}
