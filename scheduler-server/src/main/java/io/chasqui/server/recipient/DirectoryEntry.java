package io.chasqui.server.recipient;

import java.time.Instant;
import java.util.UUID;

/**
 * A recipient as the directory has it.
 *
 * @param version from 1; rises with each change of it or its preferences
 */
public record DirectoryEntry(
    UUID id, RecipientProfile profile, long version, Instant createdAt, Instant updatedAt) {

  /** The same with another profile, as it is to be stored. */
  public DirectoryEntry with(RecipientProfile changed) {
    return new DirectoryEntry(id, changed, version, createdAt, updatedAt);
  }
}
