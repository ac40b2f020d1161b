package io.chasqui.contract.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.Locale;

/** What happened to a delivery: the state that it is in since then. */
public enum DeliveryEventType {
  /** It was accepted, or has got another time. */
  @JsonProperty("delivery.scheduled")
  SCHEDULED,
  /** Its time has come; it waits for a worker. */
  @JsonProperty("delivery.queued")
  QUEUED,
  /** A worker has begun an attempt. */
  @JsonProperty("delivery.sending")
  SENDING,
  /** It is tried again later. */
  @JsonProperty("delivery.retrying")
  RETRYING,
  /** The peer has accepted it. */
  @JsonProperty("delivery.delivered")
  DELIVERED,
  /** It was given up. */
  @JsonProperty("delivery.failed")
  FAILED,
  /** It was told to stop. */
  @JsonProperty("delivery.cancelled")
  CANCELLED,
  /** Its deadline has passed. */
  @JsonProperty("delivery.expired")
  EXPIRED,
  /** Its recipient must not be written to. */
  @JsonProperty("delivery.suppressed")
  SUPPRESSED,
  /** It may have arrived; a person decides. */
  @JsonProperty("delivery.uncertain")
  UNCERTAIN;

  /** Of a delivery that has come into a state. */
  public static DeliveryEventType of(DeliveryStatus status) {
    return valueOf(status.name());
  }

  /** As in the event, e.g. {@code delivery.sending}. */
  public String text() {
    return "delivery." + name().toLowerCase(Locale.ROOT);
  }
}
