package io.chasqui.platform.task;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Work of the server's own that goes step by step (docs/adr/0034); a bean of the feature whose
 * table it is. The table has a row for each piece of work: its key, a {@code uuid}; {@code step
 * bigint NOT NULL}, the number of the next step, which is the fence; {@code due_at timestamptz},
 * when that is taken, null for never again; {@code failures integer NOT NULL DEFAULT 0}. It has an
 * index on {@code due_at}, or few rows. The row is locked while its step is taken, so what others
 * change meanwhile, such as whether it is paused, stands in another table.
 *
 * @param name of the source, in the plural: the tag of metrics, {@code bulk-acts}
 * @param table that the rows are in
 * @param key the column that names the row
 * @param hands how many steps of this source one server takes at the same time, at least 1
 * @param longest after which a step that is still in a statement is broken off, in whole seconds
 * @param step what is done
 */
public record StepSource(
    String name, String table, String key, int hands, Duration longest, Step step) {

  private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]*");

  public StepSource {
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException("not lower-case words with hyphens: " + name);
    }
    if (!COLUMN.matcher(table).matches() || !COLUMN.matcher(key).matches()) {
      throw new IllegalArgumentException("no plain names: " + table + ", " + key);
    }
    if (hands < 1 || longest.toSeconds() < 1) {
      throw new IllegalArgumentException("takes no step: " + name);
    }
  }

  /** Takes one step. */
  @FunctionalInterface
  public interface Step {

    /**
     * Has the step's effect, in the transaction in which the row is locked. What it throws rolls
     * the effect back, and the step is taken again after a wait that grows.
     *
     * @return when the next step is taken, written in the same transaction
     */
    NextStep take(DueStep due);
  }
}
