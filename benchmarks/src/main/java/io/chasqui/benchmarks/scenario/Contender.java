package io.chasqui.benchmarks.scenario;

/** Somebody who sends the mails. */
interface Contender {

  String name();

  /** Sends them all once, from processes that were started for it. */
  Measured run();
}
