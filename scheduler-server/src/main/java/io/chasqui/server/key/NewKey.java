package io.chasqui.server.key;

/**
 * A key that was made just now.
 *
 * @param text the whole key; nobody can tell it a second time
 */
public record NewKey(ApiKey key, String text) {

  @Override
  public String toString() {
    return "NewKey[" + key.id() + "]";
  }
}
