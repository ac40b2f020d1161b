package io.chasqui.server.console.delivery;

import io.chasqui.platform.IsoInstant;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as a form's field has them, in the zone of whoever fills it in. */
public final class LocalTimes {

  /** The beginning of the day that it is there. */
  static final String TODAY = "today";

  static final String NOW = "now";

  /** So many hours or minutes from now, or before. */
  private static final Pattern FROM_NOW = Pattern.compile("-?[0-9]{1,4}[hm]");

  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

  private LocalTimes() {}

  /**
   * A time of a filter: with an offset it is the same for everybody, as {@code now} is and so many
   * hours or minutes from it, {@code 1h}, {@code -30m}; without one it is the viewer's; of two that
   * a change of the clocks made the earlier. Empty for what is none.
   */
  static Optional<Instant> ofFilter(String written, ZoneId zone, Instant now) {
    if (written.equals(NOW)) {
      return Optional.of(now);
    }
    Matcher fromNow = FROM_NOW.matcher(written);
    if (fromNow.matches()) {
      return Optional.of(now.plus(Duration.parse("PT" + written.toUpperCase(Locale.ROOT))));
    }
    if (written.equals(TODAY)) {
      return Optional.of(LocalDate.ofInstant(now, zone).atStartOfDay(zone).toInstant());
    }
    Optional<Instant> exact = IsoInstant.parse(written.replace(' ', '+'));
    return exact.isPresent() ? exact : local(written).map(time -> time.atZone(zone).toInstant());
  }

  /**
   * A time to send at.
   *
   * @return empty when it is none, or when the clocks change just then, so that there is no such
   *     time, or are two
   */
  public static Optional<Instant> toSendAt(String written, ZoneId zone) {
    return local(written)
        .flatMap(
            time -> {
              List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
              return offsets.size() == 1
                  ? Optional.of(time.toInstant(offsets.get(0)))
                  : Optional.empty();
            });
  }

  /** As a form's field has it. */
  public static String field(Instant time, ZoneId zone) {
    return FIELD.format(time.atZone(zone));
  }

  private static Optional<LocalDateTime> local(String written) {
    try {
      return Optional.of(LocalDateTime.parse(written));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
