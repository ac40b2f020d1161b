package io.chasqui.server.jobs.dashboard;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What an act on the dashboard may be refused for. */
final class DashboardProblems {

  /** A job is in a state in which it cannot be done, or has changed meanwhile. */
  static final ProblemType JOB_CONFLICT = new ProblemType("job-conflict", HttpStatus.CONFLICT);

  private DashboardProblems() {}
}
