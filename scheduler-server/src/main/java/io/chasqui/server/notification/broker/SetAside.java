package io.chasqui.server.notification.broker;

/**
 * A message that is to be set aside among the dead letters.
 *
 * @param message as it came
 * @param reason why
 */
public record SetAside(BrokerMessage message, PoisonReason reason) {}
