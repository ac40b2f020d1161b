package io.chasqui.server.event;

import io.chasqui.contract.event.AlertEventType;
import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.platform.TextCut;
import java.util.UUID;

/**
 * What an {@link io.chasqui.contract.event.AlertEvent} is made of, before it has its number.
 *
 * @param alertId the same when the alert is raised and when it is resolved
 * @param kind what is wrong, e.g. {@code channel-failing}; at most 64 characters
 * @param subject what it is about; at most 200 characters; never a person
 * @param text for people; at most 1,000 characters
 */
public record NewAlertEvent(
    AlertEventType type,
    UUID alertId,
    String kind,
    String subject,
    AlertSeverity severity,
    String text) {

  /**
   * @throws IllegalArgumentException when a text is too long
   */
  public NewAlertEvent {
    refuseLonger("kind", kind, 64);
    refuseLonger("subject", subject, 200);
    refuseLonger("text", text, 1000);
  }

  private static void refuseLonger(String name, String value, int most) {
    int length = TextCut.length(value);
    if (length > most) {
      throw new IllegalArgumentException(
          name + " has " + length + " characters, at most " + most + " are allowed");
    }
  }
}
