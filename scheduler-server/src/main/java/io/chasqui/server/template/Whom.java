package io.chasqui.server.template;

import io.chasqui.server.recipient.RecipientProfile;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * For whom a template is rendered.
 *
 * @param name null: not known
 * @param locale BCP 47, of the template where nothing else is known
 * @param zone by whose clock times are written
 * @param attributes as the directory has them
 */
public record Whom(
    @Nullable String name, String locale, ZoneId zone, Map<String, @Nullable Object> attributes) {

  public Whom {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Somebody of the directory. */
  public static Whom of(RecipientProfile recipient, ZoneId zone, String locale) {
    String own = recipient.locale();
    return new Whom(recipient.name(), own == null ? locale : own, zone, recipient.attributes());
  }

  /** Nothing of them. */
  @Override
  public String toString() {
    return "Whom[" + locale + "]";
  }
}
