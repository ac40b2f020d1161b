package io.chasqui.server.retention;

import io.chasqui.platform.InvalidSetting;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long is kept what deliveries leave behind. All times count from a delivery's end; one that is
 * open or uncertain loses nothing, however old it is.
 *
 * @param personalData for whom it was and what it said, at least 1 second
 * @param rows the delivery itself, as a row: a month goes as a whole, once all of it is that old;
 *     at least {@code personalData}
 * @param reports PDFs in a storage of our own, from the end of the last delivery that named them;
 *     at least 1 day and at most {@code rows}; null: for good
 * @param checkInterval between two looks of one server for what is to be erased, 100ms to 1 day
 */
@Validated
@ConfigurationProperties("chasqui.retention")
public record RetentionSettings(
    @DefaultValue("30d") @DurationMin(seconds = 1) Duration personalData,
    @DefaultValue("400d") @DurationMin(seconds = 1) Duration rows,
    @Nullable @DurationMin(days = 1) Duration reports,
    @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(days = 1) Duration checkInterval) {

  private static final Duration SHORT = Duration.ofDays(1);

  /**
   * @throws InvalidSetting when rows would go before the personal data in them, or before the
   *     reports that only they say are still needed
   */
  public RetentionSettings {
    if (rows.compareTo(personalData) < 0) {
      throw new InvalidSetting(
          "chasqui.retention.rows",
          "is shorter than chasqui.retention.personal-data: rows cannot go before what is in them.",
          "Set it to the same time, or to a longer one.");
    }
    if (reports != null && reports.compareTo(rows) > 0) {
      throw new InvalidSetting(
          "chasqui.retention.reports",
          "is longer than chasqui.retention.rows: which deliveries named a report is known only so"
              + " long.",
          "Set it to the same time, or to a shorter one; or leave it out: then reports stay.");
    }
  }

  /** Whether personal data go so early that it may well be a mistake. */
  boolean erasesEarly() {
    return personalData.compareTo(SHORT) < 0;
  }
}
