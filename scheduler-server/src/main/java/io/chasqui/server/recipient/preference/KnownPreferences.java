package io.chasqui.server.recipient.preference;

import io.chasqui.server.recipient.DirectoryEntry;

/**
 * What is known of what somebody wants.
 *
 * @param recipient whose language and zone belong to it
 * @param isNew whether the recipient was made just now
 */
public record KnownPreferences(DirectoryEntry recipient, Preferences preferences, boolean isNew) {

  boolean isTheSameAs(KnownPreferences other) {
    return preferences.equals(other.preferences)
        && recipient.profile().equals(other.recipient.profile());
  }
}
