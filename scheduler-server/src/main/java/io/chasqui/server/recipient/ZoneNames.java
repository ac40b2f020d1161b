package io.chasqui.server.recipient;

import java.util.Set;

/** The time zones that the database knows. */
public interface ZoneNames {

  /** Their IANA names. */
  Set<String> names();
}
