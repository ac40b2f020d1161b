package io.chasqui.report;

import io.chasqui.delivery.Outcome;

/** What became of reading a report for a delivery; to be closed when its attempt has ended. */
public sealed interface ReportRead extends AutoCloseable {

  @Override
  default void close() {}

  /**
   * Here it is.
   *
   * @param memory what it takes until it is closed
   */
  record Found(Report report, AutoCloseable memory) implements ReportRead {

    @Override
    public void close() {
      try {
        memory.close();
      } catch (Exception e) {
        throw new IllegalStateException("memory is given back without fail", e);
      }
    }
  }

  /** It cannot be had: the attempt ends with this outcome, before the peer is contacted. */
  record NotHad(Outcome outcome) implements ReportRead {}
}
