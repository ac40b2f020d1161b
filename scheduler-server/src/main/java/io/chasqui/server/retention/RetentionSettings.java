package io.chasqui.server.retention;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.platform.task.RetentionRule;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long is kept what deliveries leave behind. All times count from a delivery's end; one that is
 * open or uncertain loses nothing, however old it is. What people did to them stays as long as
 * they.
 *
 * @param personalData how long after a delivery's end its recipient and texts are erased, 1s to
 *     36500d; below 1d with a warning at the start. See docs/retention.md
 * @param rows how long after their end deliveries are kept at all, up to 36500d, not shorter than
 *     {@code chasqui.retention.personal-data}. They go by the month, once all of it is that old,
 *     and so do entries of the audit
 * @param reports how long after the end of the last delivery that named it a PDF in a directory or
 *     a bucket is removed, from 1d to {@code chasqui.retention.rows}; unset: they stay
 * @param checkInterval time between two looks of one server for what is to be erased, 100ms to 1d;
 *     sixty times that for months that are to go
 */
@Validated
@ConfigurationProperties("chasqui.retention")
public record RetentionSettings(
    @DefaultValue("30d")
        @DurationMin(seconds = 1)
        @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration personalData,
    @DefaultValue("400d")
        @DurationMin(seconds = 1)
        @DurationMax(days = RetentionRule.LONGEST_KEPT_DAYS)
        Duration rows,
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
