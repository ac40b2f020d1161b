package io.chasqui.testing;

import java.time.ZoneId;
import java.util.TimeZone;

/** Gives this JVM another zone until it is closed. */
public final class JvmZone implements AutoCloseable {

  private final TimeZone before = TimeZone.getDefault();

  private JvmZone() {}

  /**
   * @param id as the time zone database has it
   * @throws java.time.DateTimeException when it has none of this name
   */
  public static JvmZone of(String id) {
    JvmZone zone = new JvmZone();
    zone.changeTo(id);
    return zone;
  }

  /** A zone by one of the short names that Java alone knows. */
  public static JvmZone ofJavaAlone(String id) {
    JvmZone zone = new JvmZone();
    TimeZone.setDefault(TimeZone.getTimeZone(id));
    return zone;
  }

  public void changeTo(String id) {
    TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(id)));
  }

  @Override
  public void close() {
    TimeZone.setDefault(before);
  }
}
