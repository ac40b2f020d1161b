package io.chasqui.server.contact;

import io.chasqui.platform.FailureLog;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes contact messages that need not be kept any more. Any number work side by side. */
@Component
class ContactMessagePruner {

  private static final Logger log = LoggerFactory.getLogger(ContactMessagePruner.class);
  private static final long FIRST_PAUSE_MILLIS = 60_000;
  private static final long PAUSE_MILLIS = 600_000;
  private static final int BATCH = 100;

  private final ContactMessages messages;
  private final ContactSettings settings;
  private final Clock clock;

  ContactMessagePruner(ContactMessages messages, ContactSettings settings, Clock clock) {
    this.messages = messages;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(initialDelay = FIRST_PAUSE_MILLIS, fixedDelay = PAUSE_MILLIS)
  void pruneOrTell() {
    try {
      prune();
    } catch (RuntimeException e) {
      FailureLog.tell(
          log, "Old contact messages could not be removed", "the next try is in ten minutes", e);
    }
  }

  /** Removes everything that is old enough. */
  void prune() {
    Instant receivedUntil = clock.instant().minus(settings.keep());
    while (messages.remove(receivedUntil, BATCH) == BATCH) {
      // There may be more.
    }
  }
}
