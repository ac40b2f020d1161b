package io.chasqui.server.status.alert;

/**
 * Is told of an alert when people are: once when it is raised, again when further jobs were set
 * aside, and once when it is over, in the transaction that stores so. What it throws undoes that,
 * and the next look tells it again.
 */
public interface AlertListener {

  /**
   * @param alert open, or resolved
   */
  void changed(Alert alert);
}
