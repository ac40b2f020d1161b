package io.chasqui.email;

/**
 * Text that may stand in a header. Jakarta Mail writes what it is given: a line break in a value
 * would become a header of the sender's choice, so that every value passes here.
 */
record HeaderValue(String value) {

  /**
   * @throws IllegalArgumentException when the value holds control characters
   */
  HeaderValue {
    if (hasControlCharacters(value)) {
      throw new IllegalArgumentException("control characters in a header");
    }
  }

  /** Whether a text holds line breaks or other control characters. */
  static boolean hasControlCharacters(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
  }
}
