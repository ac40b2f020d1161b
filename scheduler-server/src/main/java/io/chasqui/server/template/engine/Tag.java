package io.chasqui.server.template.engine;

/**
 * A tag of a template.
 *
 * @param name a variable's, with points between the names of objects; {@code .}: this value itself
 * @param begin where it begins in the template, counted from 0 in UTF-16 units
 * @param end behind it
 * @param line where it begins, from 1
 * @param column where it begins in the line, from 1, in characters
 */
public record Tag(Kind kind, String name, int begin, int end, int line, int column) {

  /** What it does. */
  public enum Kind {
    /** Stands for a value: {@code {{name}}}. */
    VALUE,
    /** What follows is there for each element of a list, or once if the value is something. */
    SECTION,
    /** What follows is there if the value is nothing. */
    INVERTED,
    /** Ends what follows a section or its opposite. */
    END
  }

  /** Whether it begins a section, be it that of nothing. */
  boolean opens() {
    return kind == Kind.SECTION || kind == Kind.INVERTED;
  }
}
