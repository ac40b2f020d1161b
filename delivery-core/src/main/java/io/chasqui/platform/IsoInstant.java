package io.chasqui.platform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Reads the times that callers write: ISO-8601 with an offset, years 1 to 9999. */
public final class IsoInstant {

  private static final int LAST_YEAR = 9999;

  private IsoInstant() {}

  /** The time, to the microsecond as PostgreSQL keeps it; empty when it is none. */
  public static Optional<Instant> parse(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text.strip());
      boolean isKnownToTheDatabase = time.getYear() > 0 && time.getYear() <= LAST_YEAR;
      return isKnownToTheDatabase
          ? Optional.of(time.toInstant().truncatedTo(ChronoUnit.MICROS))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
