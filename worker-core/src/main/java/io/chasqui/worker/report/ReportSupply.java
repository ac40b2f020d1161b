package io.chasqui.worker.report;

import java.time.Duration;

/**
 * Whether deliveries of a queue that carry a report can be had one from the storage now. Asked
 * before deliveries are taken, so it is quick and asks nobody.
 */
public interface ReportSupply {

  /** Of a queue whose deliveries carry no reports. */
  ReportSupply NEVER_NEEDED =
      new ReportSupply() {
        @Override
        public boolean isThere() {
          return true;
        }

        @Override
        public boolean isToBeProbed() {
          return false;
        }

        @Override
        public Duration nextTurn() {
          return Duration.ZERO;
        }
      };

  /** Whether the storage works, as far as is known: deliveries with a report may be taken. */
  boolean isThere();

  /**
   * Whether one delivery with a report is to be taken though the storage does not work, to find out
   * whether it does by now. Whoever gets a yes takes one; the next yes is a second away.
   */
  boolean isToBeProbed();

  /** How long a delivery is to wait that is not taken for want of its report. */
  Duration nextTurn();
}
