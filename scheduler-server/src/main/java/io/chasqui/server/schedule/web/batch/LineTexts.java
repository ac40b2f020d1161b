package io.chasqui.server.schedule.web.batch;

import io.chasqui.contract.schedule.BatchItemStatus;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.ProblemTexts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines of items that were not scheduled, in the caller's language. */
record LineTexts(ProblemTexts texts, Locale language) {

  BatchLine line(
      int index,
      @Nullable String correlationId,
      BatchItemStatus status,
      List<FieldProblem> problems) {
    return BatchLine.refused(index, correlationId, status, texts.errors(problems, language));
  }
}
