package io.chasqui.benchmarks.sink;

import io.chasqui.benchmarks.bed.Metered;
import io.chasqui.benchmarks.mail.Corpus;
import java.time.Duration;

/** An SMTP server that takes everything, in a process of its own. */
public interface Sink extends AutoCloseable {

  String name();

  int port();

  ProcessHandle process();

  default Metered metered() {
    return new Metered(name(), process());
  }

  /** Messages accepted since it last forgot. */
  int count();

  /**
   * Checks that these mails arrived and nothing else, as thoroughly as the sink can.
   *
   * @return from the first message accepted to the last
   */
  Duration window(Corpus corpus);

  /** Only while nobody sends. */
  void forget();

  @Override
  void close();
}
