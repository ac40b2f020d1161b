package io.chasqui.server.console.delivery;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches that name a recipient: they stay in the person's session, so that no address gets into
 * an address bar, a log, or a history. Addresses of pages have an id in its place.
 */
final class KeptSearches implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String KEPT = KeptSearches.class.getName();
  private static final int MOST = 20;
  private static final int ID_BYTES = 4;

  private final LinkedHashMap<String, String> byId = new LinkedHashMap<>();

  private KeptSearches() {}

  /** Keeps what was looked for; the oldest are forgotten. */
  static String keep(HttpSession session, String text) {
    KeptSearches all =
        session.getAttribute(KEPT) instanceof KeptSearches kept ? kept : new KeptSearches();
    String id = all.add(text);
    session.setAttribute(KEPT, all);
    return id;
  }

  /** What was looked for; empty when this session knows nothing of it, or no more. */
  static Optional<String> find(@Nullable HttpSession session, String id) {
    return session != null && session.getAttribute(KEPT) instanceof KeptSearches kept
        ? kept.of(id)
        : Optional.empty();
  }

  private synchronized Optional<String> of(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private synchronized String add(String text) {
    for (Map.Entry<String, String> kept : byId.entrySet()) {
      if (kept.getValue().equals(text)) {
        return kept.getKey();
      }
    }
    byte[] bytes = new byte[ID_BYTES];
    new SecureRandom().nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    byId.put(id, text);
    if (byId.size() > MOST) {
      byId.remove(byId.keySet().iterator().next());
    }
    return id;
  }
}
