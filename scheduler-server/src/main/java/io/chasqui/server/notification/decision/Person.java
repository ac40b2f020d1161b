package io.chasqui.server.notification.decision;

import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.preference.Preferences;
import io.chasqui.server.recipient.suppression.StandingSuppressions.Standing;
import java.util.List;

/**
 * Whom an event is to be told to, as known at this moment.
 *
 * @param standing the suppressions that are about them or their addresses in the directory
 */
public record Person(DirectoryEntry entry, Preferences preferences, List<Standing> standing) {

  public Person {
    standing = List.copyOf(standing);
  }

  /** Nothing of the person. */
  @Override
  public String toString() {
    return "Person[" + entry.id() + "]";
  }
}
