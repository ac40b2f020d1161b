package io.chasqui.server.key;

/**
 * A key as it is kept.
 *
 * @param secretSha256 64 hexadecimal digits
 */
public record StoredKey(ApiKey key, String secretSha256) {

  @Override
  public String toString() {
    return "StoredKey[" + key.id() + "]";
  }
}
