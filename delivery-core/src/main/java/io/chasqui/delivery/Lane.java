package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.util.Locale;

/**
 * The deliveries that share their providers' fate. Known from the delivery alone, so that whoever
 * stores one needs to know no relay, bot or gateway.
 *
 * @param name {@code email}, {@code telegram}, {@code webhook:https://example.com:443}, …; 1-200
 *     characters, never a secret
 */
public record Lane(String name) {

  /** Column {@code lane} is so wide. */
  private static final int LONGEST_NAME = 200;

  /**
   * @throws IllegalArgumentException when the name is too long, or blank
   */
  public Lane {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a lane's name has 1 to 200 characters: " + name);
    }
  }

  /** The channel's own lane, for deliveries whose providers its settings name. */
  public static Lane of(Channel channel) {
    return new Lane(channel.name().toLowerCase(Locale.ROOT));
  }

  /**
   * The lane of a channel's deliveries to one host.
   *
   * @param origin {@code scheme://host:port}
   * @throws IllegalArgumentException when the two together are too long
   */
  public static Lane of(Channel channel, String origin) {
    return new Lane(of(channel).name() + ":" + origin);
  }
}
