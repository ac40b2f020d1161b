package io.chasqui.server.recipient.transfer;

import io.chasqui.contract.recipient.ImportError;
import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.ProblemTexts;
import java.util.List;
import java.util.Locale;

/** What callers are told of rows, in their language. */
record RowTexts(ProblemTexts texts, Locale language) {

  ImportLine failed(long line, RowFault fault) {
    return new ImportLine(line, List.of(error(fault)), null);
  }

  ImportLine warned(long line, RowFault warning) {
    return new ImportLine(line, null, List.of(error(warning)));
  }

  ImportLine invalid(long line, List<FieldProblem> problems) {
    return new ImportLine(
        line,
        texts.errors(problems, language).stream()
            .map(error -> new ImportError(error.field(), "INVALID", error.message()))
            .toList(),
        null);
  }

  private ImportError error(RowFault fault) {
    return new ImportError(
        fault.field(),
        fault.code(),
        texts.text(fault.messageKey(), language, fault.arguments().toArray()));
  }
}
