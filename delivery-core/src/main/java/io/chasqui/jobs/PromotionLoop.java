package io.chasqui.jobs;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Promotes due jobs while this worker has its hands full. A worker that has not takes them at their
 * time without this, see {@link JobFeed}.
 */
final class PromotionLoop implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PromotionLoop.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DueJobPromoter promoter;
  private final BooleanSupplier handsAreFull;

  PromotionLoop(DueJobPromoter promoter, BooleanSupplier handsAreFull) {
    this.promoter = promoter;
    this.handsAreFull = handsAreFull;
  }

  /** Runs until its thread is interrupted. */
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE.toMillis());
        if (handsAreFull.getAsBoolean()) {
          promote();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void promote() {
    try {
      promoter.promoteDueJobs();
    } catch (RuntimeException e) {
      log.warn("Due jobs could not be promoted; the next try is in {}", PAUSE, e);
    }
  }
}
