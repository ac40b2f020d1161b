package io.chasqui.server.console.delivery;

import java.util.UUID;

/**
 * A list that somebody keeps under a name.
 *
 * @param owner the login of whoever keeps it
 * @param isForAll whether everybody sees it
 * @param query of the list's address; it names no recipient
 */
public record SavedFilter(UUID id, String owner, boolean isForAll, String name, String query) {

  static final int LONGEST_NAME = 60;
  static final int LONGEST_QUERY = 6000;

  /** The list's path and query. */
  public String path() {
    return DeliveriesSection.PATH + "?" + query;
  }
}
