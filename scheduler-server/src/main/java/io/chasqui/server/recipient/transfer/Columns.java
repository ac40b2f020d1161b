package io.chasqui.server.recipient.transfer;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.UnknownName;
import io.chasqui.server.recipient.MergeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns of a CSV file, as its first line names them. */
final class Columns {

  /** Those with names of their own, in the order in which an export has them. */
  static final List<String> FIXED =
      List.of(
          "id",
          "externalId",
          "name",
          "email",
          "phone",
          "telegramChatId",
          "locale",
          "timeZone",
          "tags",
          "operatorCode");

  /** Before the name of an attribute. */
  static final String ATTRIBUTE = "attributes.";

  private final Map<String, Integer> places = new HashMap<>();
  private final int width;
  private @Nullable MergeKey key;

  private Columns(int width) {
    this.width = width;
  }

  /**
   * @param header the first row; null: there is none
   * @param wanted by which column rows are matched; null: the first of them that there is
   * @throws InvalidRequest when a column is unknown or there twice, or the one is missing by which
   *     rows are matched
   */
  static Columns of(@Nullable CsvRow header, @Nullable MergeKey wanted) {
    List<CsvRow.Cell> cells = header == null ? List.of() : header.cells();
    Columns columns = new Columns(cells.size());
    List<FieldProblem> problems = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      columns.add(cells.get(i).text().strip(), i, problems);
    }
    columns.key =
        Arrays.stream(MergeKey.values())
            .filter(key -> columns.has(key.column()) && (wanted == null || wanted == key))
            .findFirst()
            .orElse(null);
    if (problems.isEmpty() && columns.key == null) {
      problems.add(
          wanted == null
              ? new FieldProblem("body", "field.noKeyColumn")
              : new FieldProblem("body", "field.keyColumn", wanted.column()));
    }
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    return columns;
  }

  private void add(String name, int place, List<FieldProblem> problems) {
    boolean isAttribute = name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length();
    if (!isAttribute && !FIXED.contains(name)) {
      problems.add(UnknownName.problem(name, FIXED));
    } else if (places.put(name, place) != null) {
      problems.add(UnknownName.repeated(name));
    }
  }

  /** By which of them rows are matched. */
  MergeKey key() {
    return Objects.requireNonNull(key, "a header without one is refused");
  }

  /** How many cells each row has. */
  int width() {
    return width;
  }

  boolean has(String column) {
    return places.containsKey(column);
  }

  /** The names of all columns. */
  Set<String> names() {
    return places.keySet();
  }

  /** A row's cell in a column; empty when there is no such column. */
  Optional<CsvRow.Cell> cell(CsvRow row, String column) {
    Integer place = places.get(column);
    return place == null ? Optional.empty() : Optional.of(row.cells().get(place));
  }
}
