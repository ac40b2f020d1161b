package io.chasqui.server.notification;

import io.chasqui.platform.task.DueStep;
import io.chasqui.platform.task.NextStep;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Looks at notifications of which a delivery has ended, or failed for now: one look a step. */
@Component
class NotificationSteps {

  /** For a moment around an attempt a delivery's job is in a worker's hands. */
  private static final Duration UNTIL_IT_IS_FREE = Duration.ofMillis(50);

  private final NotificationStore store;
  private final NotificationProgress progress;

  NotificationSteps(NotificationStore store, NotificationProgress progress) {
    this.store = store;
    this.progress = progress;
  }

  NextStep take(DueStep due) {
    Optional<UUID> id = store.lookedAt(due.id());
    boolean isDone = id.flatMap(store::hold).map(progress::goOn).orElse(true);
    if (!isDone) {
      return NextStep.in(UNTIL_IT_IS_FREE);
    }
    store.removeLook(due.id());
    return NextStep.NONE;
  }
}
