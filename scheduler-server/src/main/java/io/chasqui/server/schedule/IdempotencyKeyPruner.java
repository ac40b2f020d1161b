package io.chasqui.server.schedule;

import io.chasqui.platform.FailureLog;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes Idempotency-Keys that need not be known any more. Any number work side by side. */
@Component
class IdempotencyKeyPruner {

  private static final Logger log = LoggerFactory.getLogger(IdempotencyKeyPruner.class);
  private static final long PAUSE_MILLIS = 60_000;
  private static final int BATCH = 1_000;

  private final IdempotencyKeys keys;
  private final ScheduleSettings settings;
  private final Clock clock;

  IdempotencyKeyPruner(IdempotencyKeys keys, ScheduleSettings settings, Clock clock) {
    this.keys = keys;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(initialDelay = PAUSE_MILLIS, fixedDelay = PAUSE_MILLIS)
  void pruneOrTell() {
    try {
      prune();
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "Old Idempotency-Keys could not be removed", "the next try is in a minute", e);
    }
  }

  /** Removes everything that is old enough. */
  void prune() {
    Instant receivedUntil = clock.instant().minus(settings.keepIdempotencyKeys());
    while (keys.remove(receivedUntil, BATCH) == BATCH) {
      // There may be more.
    }
  }
}
