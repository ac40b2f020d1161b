package io.chasqui.worker.jobrunr;

/** Tells JobRunr that a delivery was given up. Holds its code and nothing private. */
final class JobGaveUp extends RuntimeException {

  private static final long serialVersionUID = 1L;

  JobGaveUp(String code) {
    super(code, null, false, false);
  }
}
