package io.chasqui.server.console;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A time as a form's field has it, in the zone of whoever fills it in. */
public final class LocalTimeField {

  private LocalTimeField() {}

  /**
   * The one instant that is meant.
   *
   * @return empty when it is no time, or when the clocks change just then, so that there is no such
   *     time, or are two
   */
  public static Optional<Instant> instant(String written, ZoneId zone) {
    try {
      LocalDateTime time = LocalDateTime.parse(written);
      List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
      return offsets.size() == 1 ? Optional.of(time.toInstant(offsets.get(0))) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
