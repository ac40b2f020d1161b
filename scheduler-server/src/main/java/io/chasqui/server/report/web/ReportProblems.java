package io.chasqui.server.report.web;

import io.chasqui.server.api.problem.ProblemType;
import org.springframework.http.HttpStatus;

/** What a report may be refused for. */
final class ReportProblems {

  /** Reports come into the storage another way than through this server. */
  static final ProblemType READ_ONLY_STORAGE =
      new ProblemType("read-only-storage", HttpStatus.METHOD_NOT_ALLOWED);

  private ReportProblems() {}
}
