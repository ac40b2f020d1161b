package io.chasqui.worker.report;

import io.chasqui.delivery.Outcome;

/** What became of reading a report for a delivery; to be closed when its attempt has ended. */
public sealed interface ReportRead extends AutoCloseable {

  @Override
  default void close() {}

  /**
   * Here it is.
   *
   * @param report as it is in the storage now
   * @param release gives back what it takes
   */
  record Found(Report report, Runnable release) implements ReportRead {

    @Override
    public void close() {
      release.run();
    }
  }

  /**
   * It cannot be had: the attempt ends with this outcome, before the peer is contacted.
   *
   * @param outcome of the attempt
   */
  record NotHad(Outcome outcome) implements ReportRead {}
}
