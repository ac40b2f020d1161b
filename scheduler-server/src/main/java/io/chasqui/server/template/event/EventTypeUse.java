package io.chasqui.server.template.event;

/** A feature that uses types of events is one of these, as a bean: then none goes while it does. */
@FunctionalInterface
public interface EventTypeUse {

  /** Whether something that is not over is of this type. */
  boolean isInUse(String event);
}
