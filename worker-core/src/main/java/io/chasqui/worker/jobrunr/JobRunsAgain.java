package io.chasqui.worker.jobrunr;

import java.time.Instant;

/** Tells JobRunr that a job is to run again; its only way to say so is an exception. */
final class JobRunsAgain extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Instant at;

  JobRunsAgain(Instant at, String reason) {
    super(reason, null, false, false);
    this.at = at;
  }

  Instant at() {
    return at;
  }
}
