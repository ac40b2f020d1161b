package io.chasqui.server.schedule.web.batch;

import io.chasqui.server.api.problem.FieldProblem;
import java.io.IOException;

/** A batch that cannot be read any further. */
final class BatchAborted extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient FieldProblem problem;

  BatchAborted(String messageKey, Object... arguments) {
    super(messageKey);
    this.problem = new FieldProblem("body", messageKey, arguments);
  }

  FieldProblem problem() {
    return problem;
  }
}
