package io.chasqui.server.recipient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a search.
 *
 * @param next where the next one begins; null: there is none
 */
public record FoundRecipients(List<DirectoryEntry> entries, @Nullable SearchCursor next) {

  public FoundRecipients {
    entries = List.copyOf(entries);
  }
}
