package io.chasqui.server.api.problem;

import io.chasqui.contract.schedule.FieldError;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts of all features, messages/*.properties, for callers. */
@Component
public class ProblemTexts {

  private final MessageSource source;

  ProblemTexts(MessageSource source) {
    this.source = source;
  }

  /** The text of a key, in the language or in English. */
  public String text(String key, Locale language, Object... arguments) {
    return source.getMessage(key, arguments, language);
  }

  /** What is wrong with fields, in the caller's words. */
  public List<FieldError> errors(List<FieldProblem> problems, Locale language) {
    return problems.stream()
        .map(
            problem ->
                new FieldError(
                    problem.field(),
                    text(problem.messageKey(), language, problem.arguments().toArray())))
        .toList();
  }
}
