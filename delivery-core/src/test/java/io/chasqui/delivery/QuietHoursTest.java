package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

  @ParameterizedTest(name = "{0}-{1} in {2} at {3} until {4}")
  @CsvSource({
    // A plain night, past midnight.
    "23:00, 07:00, America/Lima, 2026-11-30T23:00:00-05:00, 2026-12-01T07:00:00-05:00",
    "23:00, 07:00, America/Lima, 2026-12-01T06:59:59.999999-05:00, 2026-12-01T07:00:00-05:00",
    "23:00, 07:00, America/Lima, 2026-12-01T00:00:00-05:00, 2026-12-01T07:00:00-05:00",
    // By day.
    "13:00, 15:00, America/Lima, 2026-11-30T14:00:00-05:00, 2026-11-30T15:00:00-05:00",
    // To midnight, and from it.
    "22:00, 00:00, America/Lima, 2026-11-30T23:59:59-05:00, 2026-12-01T00:00:00-05:00",
    "00:00, 06:00, America/Lima, 2026-12-01T00:00:00-05:00, 2026-12-01T06:00:00-05:00",
    // Offsets are what they say: east is ahead.
    "23:00, 07:00, +03:00, 2026-11-30T20:00:00Z, 2026-12-01T04:00:00Z",
    "23:00, 07:00, -09:30, 2026-12-01T08:30:00Z, 2026-12-01T16:30:00Z",
    // The night in which clocks go forward: an hour shorter.
    "23:00, 07:00, Europe/Berlin, 2026-03-28T23:00:00+01:00, 2026-03-29T07:00:00+02:00",
    // It begins in the gap, 02:00 to 03:00: at its end.
    "02:30, 04:00, Europe/Berlin, 2026-03-29T03:00:00+02:00, 2026-03-29T04:00:00+02:00",
    // It ends in the gap: there too.
    "01:00, 02:30, Europe/Berlin, 2026-03-29T01:59:59+01:00, 2026-03-29T03:00:00+02:00",
    // The night in which they go back: it begins at the first 02:30 and ends at the second.
    "02:30, 04:00, Europe/Berlin, 2026-10-25T02:30:00+02:00, 2026-10-25T04:00:00+01:00",
    "02:30, 04:00, Europe/Berlin, 2026-10-25T02:15:00+01:00, 2026-10-25T04:00:00+01:00",
    "01:00, 02:30, Europe/Berlin, 2026-10-25T02:29:59+02:00, 2026-10-25T02:30:00+01:00",
    "01:00, 02:30, Europe/Berlin, 2026-10-25T02:45:00+02:00, 2026-10-25T02:30:00+01:00",
    // Midnight itself comes twice, or not at all.
    "23:30, 00:30, America/Havana, 2026-11-01T00:45:00-04:00, 2026-11-01T00:30:00-05:00",
    "00:30, 02:00, America/Havana, 2026-03-08T01:00:00-04:00, 2026-03-08T02:00:00-04:00",
    "23:00, 00:30, America/Havana, 2026-03-07T23:59:59-05:00, 2026-03-08T01:00:00-04:00",
    // By half an hour.
    "01:30, 01:45, Australia/Lord_Howe, 2026-04-05T01:35:00+11:00, 2026-04-05T01:45:00+10:30",
    // A day that was left out: its night ends where the next day begins.
    "10:00, 12:00, Pacific/Apia, 2011-12-31T10:00:00+14:00, 2011-12-31T12:00:00+14:00",
    // Almost the whole day: where it is set back two windows touch.
    "02:30, 02:15, Europe/Berlin, 2026-10-24T12:00:00+02:00, 2026-10-26T02:15:00+01:00",
  })
  void lastUntil(LocalTime from, LocalTime to, String zone, OffsetDateTime at, OffsetDateTime end) {
    assertThat(new QuietHours(from, to).end(at.toInstant(), ZoneId.of(zone)))
        .contains(end.toInstant());
  }

  @ParameterizedTest(name = "{0}-{1} in {2} at {3}")
  @CsvSource({
    "23:00, 07:00, America/Lima, 2026-11-30T22:59:59.999999-05:00",
    "23:00, 07:00, America/Lima, 2026-12-01T07:00:00-05:00",
    "13:00, 15:00, America/Lima, 2026-11-30T12:59:59-05:00",
    "13:00, 15:00, America/Lima, 2026-11-30T15:00:00-05:00",
    "23:00, 07:00, +03:00, 2026-11-30T19:59:59Z",
    "23:00, 07:00, +03:00, 2026-12-01T04:00:00Z",
    "02:30, 04:00, Europe/Berlin, 2026-03-29T01:59:59+01:00",
    "01:00, 02:30, Europe/Berlin, 2026-03-29T03:00:00+02:00",
    "01:00, 02:30, Europe/Berlin, 2026-10-25T02:30:00+01:00",
    "02:30, 04:00, Europe/Berlin, 2026-10-25T02:29:59+02:00",
    // All of it lies in the gap.
    "02:10, 02:50, Europe/Berlin, 2026-03-29T03:00:00+02:00",
    "02:10, 02:50, Europe/Berlin, 2026-03-29T01:59:59+01:00",
    "07:00, 07:00, America/Lima, 2026-11-30T07:00:00-05:00",
    "00:00, 00:00, America/Lima, 2026-11-30T12:00:00-05:00",
  })
  void areNotAt(LocalTime from, LocalTime to, String zone, OffsetDateTime at) {
    assertThat(new QuietHours(from, to).end(at.toInstant(), ZoneId.of(zone))).isEmpty();
  }

  /** Whatever the zone and the window: where it ends it is not, and until there it is. */
  @Test
  void endWhereTheyAreNotAnyMore() {
    Random random = new Random(20261130);
    List<String> zones =
        List.of(
            "Europe/Berlin",
            "America/Havana",
            "Australia/Lord_Howe",
            "America/Santiago",
            "Africa/Casablanca",
            "Asia/Tehran",
            "-03:30",
            "Pacific/Apia",
            "America/St_Johns");
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      QuietHours hours =
          new QuietHours(
              LocalTime.of(random.nextInt(24), random.nextInt(4) * 15),
              LocalTime.of(random.nextInt(24), random.nextInt(4) * 15));
      Instant at =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 4) * 900L);
      hours
          .end(at, zone)
          .ifPresent(
              end -> {
                String story = hours + " in " + zone + " at " + at + " until " + end;
                assertThat(end).as(story).isAfter(at);
                assertThat(Duration.between(at, end)).as(story).isLessThan(Duration.ofDays(3));
                assertThat(hours.end(end, zone)).as(story).isEmpty();
                assertThat(hours.end(end.minusNanos(1_000), zone)).as(story).contains(end);
              });
    }
  }

  /** Between now and the next ones nobody is disturbed at a wrong time, however clocks change. */
  @Test
  void theNextOnesBeginAtTheFirstInstantThatIsInThem() {
    Random random = new Random(20261130);
    List<String> zones =
        List.of(
            "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Pacific/Apia", "+03:00");
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LocalTime from = LocalTime.of(random.nextInt(24), random.nextInt(4) * 15);
      QuietHours hours = new QuietHours(from, from.plusMinutes(1 + random.nextInt(1_400)));
      Instant at =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 60) * 60L);

      QuietHours.Window window = hours.windowFrom(at, zone).orElseThrow();

      String story = hours + " in " + zone + " at " + at + ": " + window;
      assertThat(hours.end(window.from(), zone)).as(story).contains(window.until());
      long before = Duration.between(at, window.from()).toMillis();
      assertThat(before).as(story).isBetween(0L, Duration.ofDays(3).toMillis());
      if (before > 0) {
        Instant sometime = at.plusMillis(random.nextLong(before));
        assertThat(hours.end(at, zone)).as(story).isEmpty();
        assertThat(hours.end(sometime, zone)).as(story + " " + sometime).isEmpty();
        assertThat(hours.end(window.from().minusNanos(1_000), zone)).as(story).isEmpty();
      } else {
        assertThat(window.from()).as(story).isEqualTo(at);
      }
    }
  }

  @Test
  void areReadAsTheyAreWritten() {
    QuietHours night = new QuietHours(LocalTime.of(23, 0), LocalTime.of(7, 30));

    assertThat(night.text()).isEqualTo("23:00-07:30");
    assertThat(QuietHours.parse(night.text())).isEqualTo(night);
  }

  /** A wall clock that shows a time within the window is in it, each time that it shows it. */
  @Test
  void holdWheneverTheClockShowsThem() {
    Random random = new Random(20261130);
    ZoneId zone = ZoneId.of("Europe/Berlin");
    QuietHours hours = new QuietHours(LocalTime.of(1, 15), LocalTime.of(2, 45));
    for (int i = 0; i < 20_000; i++) {
      Instant at =
          Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(365 * 24 * 3600));
      LocalTime clock = at.atZone(zone).toLocalTime();
      if (!clock.isBefore(hours.from()) && clock.isBefore(hours.to())) {
        assertThat(hours.end(at, zone)).as("%s", at).isPresent();
      }
    }
  }
}
