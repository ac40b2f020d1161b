package io.chasqui.server.template.engine;

import java.io.Writer;

/** Keeps what is written, up to its bound, as long as there is time. */
final class BoundedWriter extends Writer {

  private final StringBuilder text = new StringBuilder();
  private final int atMost;
  private final Budget budget;

  /**
   * @param atMost UTF-16 units
   */
  BoundedWriter(int atMost, Budget budget) {
    this.atMost = atMost;
    this.budget = budget;
  }

  @Override
  public void write(char[] some, int from, int count) {
    write(new String(some, from, count), 0, count);
  }

  @Override
  public void write(String some, int from, int count) {
    budget.spend();
    if (count > atMost - text.length()) {
      throw new RenderingStopped(Rendered.Reason.TOO_LONG, atMost);
    }
    text.append(some, from, from + count);
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
