package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.util.Locale;

/**
 * The deliveries that share their providers' fate. In this version each channel has one.
 *
 * @param name {@code email}, {@code telegram}, …
 */
public record Lane(String name) {

  /** The lane of a channel's deliveries. */
  public static Lane of(Channel channel) {
    return new Lane(channel.name().toLowerCase(Locale.ROOT));
  }
}
