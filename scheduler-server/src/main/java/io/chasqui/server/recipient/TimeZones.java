package io.chasqui.server.recipient;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The zones that recipients may live in: IANA names that this JVM and the database know, so that
 * both can tell what time it is there, and offsets.
 */
@Component
public class TimeZones {

  private static final Pattern OFFSET = Pattern.compile("[+-](?:0[0-9]|1[0-8]):[0-5][0-9]");

  /** Java makes a copy each time that it is asked. */
  private static final Set<String> HERE = Set.copyOf(ZoneId.getAvailableZoneIds());

  private final ZoneNames database;

  TimeZones(ZoneNames database) {
    this.database = database;
  }

  /** Whether it is such a zone, by its name in the case that it has, or an offset. */
  public boolean isZone(String written) {
    return isOffset(written) ? offset(written).isPresent() : isName(written);
  }

  /** Whether a zone is written as an offset, {@code +03:00}. */
  public static boolean isOffset(String zone) {
    return OFFSET.matcher(zone).matches();
  }

  /**
   * The rules of a zone.
   *
   * @throws java.time.DateTimeException when this JVM does not know it
   */
  public static ZoneId rules(String zone) {
    return ZoneId.of(zone);
  }

  /** {@code +18:30} looks like an offset, and there is none beyond 18 hours. */
  private static Optional<ZoneOffset> offset(String written) {
    String hours = written.substring(1, 3);
    boolean isTooFar = hours.equals("18") && !written.endsWith("00");
    return isTooFar ? Optional.empty() : Optional.of(ZoneOffset.of(written));
  }

  private boolean isName(String written) {
    return HERE.contains(written) && database.names().contains(written);
  }
}
