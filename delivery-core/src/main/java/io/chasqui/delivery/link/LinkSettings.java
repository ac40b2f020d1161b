package io.chasqui.delivery.link;

import io.chasqui.platform.config.InvalidSetting;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Links in messages.
 *
 * @param keys keys of the tokens in links, each of 16 to 512 characters that nobody can guess, the
 *     newest first: it makes tokens, and all are taken. Server and e-mail workers have the same.
 *     Unset: one is made and kept in the database. See docs/suppression.md#one-click
 */
@ConfigurationProperties("chasqui.links")
public record LinkSettings(@DefaultValue List<String> keys) {

  private static final int LEAST = 16;
  private static final int MOST = 512;

  /**
   * @throws InvalidSetting when a key is too short or too long
   */
  public LinkSettings {
    keys = keys.stream().map(String::strip).filter(key -> !key.isEmpty()).toList();
    if (keys.stream().anyMatch(key -> key.length() < LEAST || key.length() > MOST)) {
      throw new InvalidSetting(
          "chasqui.links.keys",
          "has a key with fewer than " + LEAST + " or more than " + MOST + " characters.",
          "Set it to 32 random bytes in base64, as `openssl rand -base64 32` makes them, with a"
              + " comma before an older one, or leave it out: then a key is made and kept in the"
              + " database.");
    }
  }

  @Override
  public String toString() {
    return "LinkSettings[***]";
  }
}
