package io.chasqui.server.status.alert;

import java.util.List;

/**
 * Looks whether there is something that a person should know of; a bean of the feature it is about.
 */
public interface AlertCheck {

  AlertKind kind();

  /**
   * What is so now, at most one of a subject. It is asked every {@code
   * chasqui.alerts.check-interval}, of one server at a time and within a transaction, so a look
   * takes milliseconds. What it throws is logged: what it wrote is undone, alerts of its kind stay
   * as they are, and it is asked again at the next look.
   */
  List<AlertCondition> now();
}
