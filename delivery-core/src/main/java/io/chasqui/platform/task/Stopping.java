package io.chasqui.platform.task;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Whether the application has begun to stop. Threads of tasks are interrupted only after it has
 * waited for them, for up to a minute, so what takes long asks this between its steps.
 */
public final class Stopping implements ApplicationListener<ContextClosedEvent> {

  private volatile boolean hasBegun;

  @Override
  public void onApplicationEvent(ContextClosedEvent event) {
    hasBegun = true;
  }

  /** From the moment on in which the context is told to close. */
  public boolean hasBegun() {
    return hasBegun;
  }
}
