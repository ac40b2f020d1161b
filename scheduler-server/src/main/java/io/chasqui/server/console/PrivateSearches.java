package io.chasqui.server.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Searches that may name somebody. They stay in the session of whoever looks, so that no address
 * gets into an address bar, a log, or a history; addresses of pages have an id in their place.
 */
public interface PrivateSearches {

  /** Keeps what was looked for, and gives its id. */
  String keep(HttpServletRequest request, String text);

  /** What was looked for; empty when this session knows nothing of it, or no more. */
  Optional<String> find(HttpServletRequest request, String id);
}
