package io.chasqui.benchmarks.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A Markdown table that is also readable as it stands. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... head) {
    rows.add(List.of(head));
  }

  /** Adds a row of as many cells as the head has. */
  public Table row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell.toString());
    }
    rows.add(row);
    return this;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append(line(rows.get(i)));
      if (i == 0) {
        List<String> rule = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size(); column++) {
          rule.add("-".repeat(width(column)));
        }
        text.append(line(rule));
      }
    }
    return text.toString();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      line.append(' ').append(cell).append(" ".repeat(width(column) - cell.length())).append(" |");
    }
    return line.append('\n').toString();
  }

  private int width(int column) {
    return Collections.max(rows.stream().map(row -> row.get(column).length()).toList());
  }
}
