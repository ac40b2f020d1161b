package io.chasqui.messaging.telegram.bot;

import io.chasqui.messaging.MessagingWorkerApplication;

/** Breaks a rule on purpose. */
public final class ArchitectureCanary {

  MessagingWorkerApplication application() {
    return new MessagingWorkerApplication();
  }
}
