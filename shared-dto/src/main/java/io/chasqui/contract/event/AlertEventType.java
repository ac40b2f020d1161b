package io.chasqui.contract.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What happened to an alert. */
public enum AlertEventType {
  /** Something needs a person. */
  @JsonProperty("alert.raised")
  RAISED,
  /** It is over. */
  @JsonProperty("alert.resolved")
  RESOLVED;

  /** As in the event, e.g. {@code alert.raised}. */
  public String text() {
    return "alert." + name().toLowerCase(Locale.ROOT);
  }
}
