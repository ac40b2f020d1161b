package io.chasqui.server.template.engine;

/** What became of a template with values. */
public sealed interface Rendered {

  /** A text. */
  record Text(String text) implements Rendered {

    /** Nothing of what it says. */
    @Override
    public String toString() {
      return "Text[" + text.length() + "]";
    }
  }

  /**
   * No text.
   *
   * @param reason why
   * @param name of the variable that is missing; of any other reason the bound that was broken
   */
  record Fault(Reason reason, String name) implements Rendered {}

  /** Why there is no text. */
  enum Reason {
    /** A value is not there. */
    MISSING,
    /** It would be longer than its part may be. */
    TOO_LONG,
    /** It takes too long. */
    TOO_SLOW
  }
}
