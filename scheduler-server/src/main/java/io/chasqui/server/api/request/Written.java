package io.chasqui.server.api.request;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.chasqui.server.api.problem.FieldProblem;
import java.util.List;

/**
 * The body of a request as its caller wrote it. All operations read theirs as one of these, so that
 * a field that means nothing is never passed over without a word.
 *
 * @param request the fields that there are
 * @param problems what is wrong with the names of fields: unknown ones, and those that stand there
 *     twice; to be told together with what is wrong with the values
 */
@JsonDeserialize(using = WrittenDeserializer.class)
public record Written<T>(T request, List<FieldProblem> problems) {

  public Written {
    problems = List.copyOf(problems);
  }
}
