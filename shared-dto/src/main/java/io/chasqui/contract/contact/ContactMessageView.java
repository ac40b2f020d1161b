package io.chasqui.contract.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contact message as it was received.
 *
 * @param language in which its sender was answered: {@code en}, {@code es} or {@code ru}
 * @param deliveries one for each recipient that was configured then
 */
public record ContactMessageView(
    UUID id,
    Instant receivedAt,
    String name,
    String email,
    String message,
    String language,
    List<ContactDelivery> deliveries) {

  public ContactMessageView {
    deliveries = List.copyOf(deliveries);
  }
}
