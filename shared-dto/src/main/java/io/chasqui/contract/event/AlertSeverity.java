package io.chasqui.contract.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How soon a person should look. */
public enum AlertSeverity {
  /** In working hours. */
  @JsonProperty("warning")
  WARNING,
  /** Now. */
  @JsonProperty("critical")
  CRITICAL
}
