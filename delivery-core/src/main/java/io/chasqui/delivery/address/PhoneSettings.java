package io.chasqui.delivery.address;

import io.chasqui.platform.config.InvalidSetting;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How phone numbers are read.
 *
 * @param defaultRegion the country, as two letters of ISO 3166 ({@code PE}), that phone numbers
 *     without {@code +} and {@code 00} are of; unset: they are refused. Server and messaging
 *     workers read it. See docs/addresses.md#phone-numbers
 */
@ConfigurationProperties("chasqui.phone")
public record PhoneSettings(@Nullable String defaultRegion) {

  /**
   * @throws InvalidSetting when it is no country's code
   */
  public PhoneSettings {
    defaultRegion =
        defaultRegion == null || defaultRegion.isBlank()
            ? null
            : defaultRegion.strip().toUpperCase(Locale.ROOT);
    if (defaultRegion != null
        && !NumberingPlans.ALL.getSupportedRegions().contains(defaultRegion)) {
      throw new InvalidSetting(
          "chasqui.phone.default-region",
          "is not the ISO 3166 code of a country that has phone numbers.",
          "Set it to two letters, e.g. PE, or leave it out: numbers are then taken in international"
              + " form alone.");
    }
  }
}
