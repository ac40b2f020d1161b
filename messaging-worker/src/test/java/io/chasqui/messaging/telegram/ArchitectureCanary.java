package io.chasqui.messaging.telegram;

/** Breaks a rule on purpose. */
public final class ArchitectureCanary {

  Class<?> bot() {
    return io.chasqui.messaging.telegram.bot.ArchitectureCanary.class;
  }
}
