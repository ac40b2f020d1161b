package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What an alert is about. Its texts are {@code alert.<name>} and {@code alert.<name>.advice} in the
 * bundle of the feature that knows it.
 *
 * @param name as callers see it, so never changed: {@code CHANNEL_FAULT}
 * @param patience so long a condition must last before it is an alert
 */
public record AlertKind(String name, AlertSeverity severity, Duration patience) {

  /** As the table has it. */
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,62}");

  public AlertKind {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a kind of alert: " + name);
    }
  }

  /** Of conditions that are an alert as soon as they are seen. */
  public AlertKind(String name, AlertSeverity severity) {
    this(name, severity, Duration.ZERO);
  }
}
