package io.chasqui.server.template.engine;

/**
 * Where something stands in a template.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
record Place(int line, int column) {

  /**
   * @param offset in UTF-16 units, at most the length of the text
   */
  static Place of(String text, int offset) {
    int lineBegin = text.lastIndexOf('\n', offset - 1) + 1;
    int line = 1 + (int) text.substring(0, lineBegin).chars().filter(c -> c == '\n').count();
    return new Place(line, 1 + text.codePointCount(lineBegin, offset));
  }
}
