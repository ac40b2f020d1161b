package io.chasqui.contract.contact;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A contact message as it was received.
 *
 * @param id a version 7 UUID: ids order by time
 * @param receivedAt when it was accepted
 * @param name of its sender, as it was given, 1-100 characters
 * @param email where its sender wants the answer, 3-254 characters; nothing is sent there
 * @param message its text, 1-5000 characters
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
