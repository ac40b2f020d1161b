package io.chasqui.server.console.key;

/**
 * A key that was made just now.
 *
 * @param text the whole key; empty: it was shown already
 * @param name whose it is
 */
public record MadeModel(String text, String name) {

  @Override
  public String toString() {
    return "MadeModel[" + name + "]";
  }
}
