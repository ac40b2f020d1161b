package io.chasqui.messaging.telegram.bot;

import io.chasqui.messaging.MessagingWorkerApplication;
import java.time.Instant;
import org.jobrunr.scheduling.JobScheduler;

/** Breaks rules on purpose. */
public final class ArchitectureCanary {

  Instant now() {
    return Instant.now();
  }

  Class<?> jobRunr() {
    return JobScheduler.class;
  }

  MessagingWorkerApplication application() {
    return new MessagingWorkerApplication();
  }
}
