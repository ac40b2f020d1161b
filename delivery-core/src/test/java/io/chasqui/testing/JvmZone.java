package io.chasqui.testing;

import java.time.ZoneId;
import java.util.SimpleTimeZone;
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

  /** A zone of this name that nobody else knows. */
  public static JvmZone unknown(String id) {
    JvmZone zone = new JvmZone();
    TimeZone.setDefault(new SimpleTimeZone(0, id));
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
