package io.chasqui.server.notification.broker;

import java.util.Locale;

/** The kinds of brokers that messages come from. */
public enum ConsumerName {
  KAFKA,
  RABBITMQ;

  /** As settings, tables and metrics write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
