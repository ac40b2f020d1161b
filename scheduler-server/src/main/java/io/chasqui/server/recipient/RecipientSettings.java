package io.chasqui.server.recipient;

import io.chasqui.platform.config.InvalidSetting;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The directory of recipients.
 *
 * @param defaultTimeZone the zone of recipients who have none, an IANA name such as {@code
 *     America/Lima} or an offset such as {@code +03:00}: it decides when their quiet hours are
 */
@ConfigurationProperties("chasqui.recipients")
public record RecipientSettings(@DefaultValue("UTC") String defaultTimeZone) {

  /**
   * @throws InvalidSetting when there is no such zone
   */
  public RecipientSettings {
    defaultTimeZone = defaultTimeZone.strip();
    boolean isZone =
        TimeZones.isOffset(defaultTimeZone)
            || ZoneId.getAvailableZoneIds().contains(defaultTimeZone);
    if (!isZone || !hasRules(defaultTimeZone)) {
      throw new InvalidSetting(
          "chasqui.recipients.default-time-zone",
          "is no time zone that is known here.",
          "Set it to an IANA name, America/Lima, or an offset, +03:00.");
    }
  }

  /** The rules of that zone. */
  public ZoneId zone() {
    return TimeZones.rules(defaultTimeZone);
  }

  private static boolean hasRules(String zone) {
    try {
      TimeZones.rules(zone);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
