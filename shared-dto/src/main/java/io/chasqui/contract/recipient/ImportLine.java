package io.chasqui.contract.recipient;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import tells of one row.
 *
 * @param line of the file, from 1; where the row begins
 * @param errors why the row was not taken; absent: it was
 * @param warnings what happened to a row that was taken; absent: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportLine(
    long line, @Nullable List<ImportError> errors, @Nullable List<ImportError> warnings) {

  public ImportLine {
    errors = errors == null ? null : List.copyOf(errors);
    warnings = warnings == null ? null : List.copyOf(warnings);
  }
}
