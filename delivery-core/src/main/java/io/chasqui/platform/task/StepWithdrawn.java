package io.chasqui.platform.task;

/**
 * What a step has done is not to be, because somebody has changed meanwhile what it rests on: what
 * it was for is paused or stopped. It is rolled back, which is no failure, and taken again a moment
 * later, when it finds what has changed.
 */
public final class StepWithdrawn extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param why for the log
   */
  public StepWithdrawn(String why) {
    super(why);
  }
}
