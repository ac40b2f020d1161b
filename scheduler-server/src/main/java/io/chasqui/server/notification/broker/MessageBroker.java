package io.chasqui.server.notification.broker;

import java.util.function.Supplier;

/**
 * A kind of broker. Its package registers one as a bean; those that the settings name are used.
 *
 * @param name how {@code chasqui.notifications.consumers} names it
 * @param source makes what brings its messages, or throws {@link
 *     io.chasqui.platform.config.InvalidSetting} when the settings cannot be right
 * @param deadLetters makes what knows its dead letters, likewise
 */
public record MessageBroker(
    ConsumerName name, Supplier<MessageSource> source, Supplier<DeadLetterBox> deadLetters) {

  /** The key of the setting that names brokers. */
  public static final String KEY = "chasqui.notifications.consumers";
}
