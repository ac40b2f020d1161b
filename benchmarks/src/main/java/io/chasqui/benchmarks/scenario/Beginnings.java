package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.mail.Corpus;
import java.time.Instant;
import java.util.Map;

/** When the peer first heard of each delivery. */
interface Beginnings {

  /** Waits until it has heard of all. */
  void await(Corpus corpus);

  /**
   * Checks that it heard of each once and of nothing else, and forgets them.
   *
   * @return when, by the deliveries' numbers
   */
  Map<Integer, Instant> take(Corpus corpus);
}
