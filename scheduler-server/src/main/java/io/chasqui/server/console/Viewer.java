package io.chasqui.server.console;

import io.chasqui.server.api.access.Role;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, and how they want it. Never from an address: a part of a page that asked for
 * itself anew would show what its viewer must not see.
 *
 * @param name their login
 * @param role null: nobody is logged in
 * @param language one that there are texts in
 * @param zone that times are shown in
 * @param isZoneKnown false: their browser has told none, so that it is UTC
 * @param theme that they chose
 * @param hasKeys whether single letters are shortcuts
 * @param isCompact whether rows of lists are low
 */
public record Viewer(
    String name,
    @Nullable Role role,
    Locale language,
    ZoneId zone,
    boolean isZoneKnown,
    Theme theme,
    boolean hasKeys,
    boolean isCompact) {

  /** Whether they have this role, or one that includes it. */
  public boolean is(Role least) {
    return role != null && role.compareTo(least) >= 0;
  }

  /** The same person, who reads another language. */
  Viewer reading(Locale other) {
    return new Viewer(name, role, other, zone, isZoneKnown, theme, hasKeys, isCompact);
  }

  /** Whether they may act, and see what a delivery says. */
  public boolean mayAct() {
    return is(Role.OPERATOR);
  }

  /** As the style sheet has it. */
  public String rows() {
    return isCompact ? "compact" : "roomy";
  }
}
