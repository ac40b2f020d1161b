package io.chasqui.server.contact;

import java.time.Instant;
import java.util.UUID;

/**
 * What somebody wrote into the contact form; every value is already checked.
 *
 * @param id a version 7 UUID
 * @param language in which the sender was answered, two letters
 */
public record ContactMessage(
    UUID id, Instant receivedAt, String name, String email, String text, String language) {

  /** Nothing of what was written: it is private. */
  @Override
  public String toString() {
    return "ContactMessage[" + id + "]";
  }
}
