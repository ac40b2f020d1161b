package io.chasqui.platform.secret;

import io.chasqui.platform.config.InvalidSetting;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How secrets of others are kept.
 *
 * @param key keys of 32 bytes in base64, with commas between, the newest first: the first encrypts,
 *     all decrypt. Unset: what would store a secret is refused, and webhooks are off. Server and
 *     messaging workers read it. See docs/webhook.md#secrets
 */
@ConfigurationProperties("chasqui.secrets")
public record SecretsSettings(@DefaultValue List<String> key) {

  /** The key. */
  public static final String KEY = "chasqui.secrets.key";

  private static final int BYTES = 32;

  /**
   * @throws InvalidSetting when one of them is no such key; it is not shown
   */
  public SecretsSettings {
    key = key.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    key.forEach(SecretsSettings::bytes);
    if (key.stream().distinct().count() < key.size()) {
      throw new InvalidSetting(KEY, "names a key twice.", "Name each once, the newest first.");
    }
  }

  /** Whether secrets can be stored. */
  public boolean isOn() {
    return !key.isEmpty();
  }

  List<byte[]> keys() {
    return key.stream().map(SecretsSettings::bytes).toList();
  }

  private static byte[] bytes(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (bytes.length == BYTES) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below; its text would repeat a part of the key.
    }
    throw new InvalidSetting(
        KEY,
        "holds what is no key of 32 bytes in base64.",
        "Set it to what `openssl rand -base64 32` prints; several with commas between, the newest"
            + " first.");
  }

  /** Nothing of the keys. */
  @Override
  public String toString() {
    return "SecretsSettings[***]";
  }
}
