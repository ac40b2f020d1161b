package io.chasqui.server.recipient;

import io.chasqui.platform.CanonicalUuid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * After which recipient a page begins.
 *
 * @param order in which the pages stand
 * @param id of the last one on the page before
 * @param key of that one, by which the order goes before its id; empty where it goes by ids alone
 */
public record SearchCursor(Order order, UUID id, String key) {

  /** What pages are ordered by. Of a search by a beginning, each after the one before. */
  public enum Order {
    /** By ids, newest first. */
    ID,
    /** Whose name begins so. */
    NAME,
    /** Whose e-mail address begins so, and not the name. */
    EMAIL,
    /** Whose phone begins so, and neither of these. */
    PHONE
  }

  /** As callers get it, to be sent back as it is. */
  public String text() {
    String parts = order + ":" + id + ":" + key;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(parts.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when it is none of ours. */
  public static Optional<SearchCursor> parse(String text) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(":", 3);
      return parts.length == 3 && parts[2].indexOf('\0') < 0 ? parse(parts) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<SearchCursor> parse(String[] parts) {
    return Arrays.stream(Order.values())
        .filter(order -> parts[0].equals(order.name()))
        .findFirst()
        .flatMap(
            order ->
                CanonicalUuid.parse(parts[1]).map(id -> new SearchCursor(order, id, parts[2])));
  }
}
