package io.chasqui.server.recipient.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.RecipientSettings;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietTimesTest {

  private static final Instant NIGHT_IN_LIMA = Instant.parse("2026-12-01T06:00:00Z");
  private static final RecipientProfile IN_LIMA =
      RecipientProfile.EMPTY.speaking(null, "America/Lima");

  private final QuietTimes times =
      new QuietTimes(
          new QuietHoursSettings(List.of("SMS 23:00-07:00")), new RecipientSettings("UTC"));

  @Test
  void areThoseOfTheInstallationWhereNothingWasSaid() {
    assertThat(times.end(IN_LIMA, Preferences.NONE, Channel.SMS, NIGHT_IN_LIMA))
        .contains(Instant.parse("2026-12-01T12:00:00Z"));
    assertThat(times.end(IN_LIMA, Preferences.NONE, Channel.EMAIL, NIGHT_IN_LIMA)).isEmpty();
  }

  @Test
  void areByTheDefaultClockWhereThereIsNoZone() {
    assertThat(times.end(RecipientProfile.EMPTY, Preferences.NONE, Channel.SMS, NIGHT_IN_LIMA))
        .contains(Instant.parse("2026-12-01T07:00:00Z"));
  }

  @Test
  void onesOwnTakeTheirPlaceForTheirChannels() {
    Preferences own = own(Set.of(Channel.EMAIL), "00:00", "02:00");

    assertThat(times.end(IN_LIMA, own, Channel.EMAIL, NIGHT_IN_LIMA))
        .contains(Instant.parse("2026-12-01T07:00:00Z"));
    assertThat(times.end(IN_LIMA, own, Channel.SMS, NIGHT_IN_LIMA))
        .contains(Instant.parse("2026-12-01T12:00:00Z"));
  }

  @Test
  void anEmptyWindowOfOnesOwnEndsThem() {
    Preferences never = own(Set.of(Channel.SMS), "00:00", "00:00");

    assertThat(times.end(IN_LIMA, never, Channel.SMS, NIGHT_IN_LIMA)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SMS", "FAX 23:00-07:00", "SMS 23:00", "SMS 24:00-07:00", "SMS 7-8"})
  void aWrongSettingStopsTheStart(String entry) {
    assertThatThrownBy(() -> new QuietHoursSettings(List.of(entry)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.notifications.quiet-hours");
  }

  @Test
  void aChannelHasOnce() {
    assertThatThrownBy(() -> new QuietHoursSettings(List.of("SMS 1:00-2:00", "sms 03:00-04:00")))
        .isInstanceOf(InvalidSetting.class);
  }

  @Test
  void severalChannelsHaveTheirOwnOrNone() {
    assertThat(
            new QuietHoursSettings(List.of("sms 23:00-07:00", " PUSH  22:30 - 08:00 ")).byChannel())
        .containsOnlyKeys(Channel.SMS, Channel.PUSH);
    assertThat(new QuietHoursSettings(List.of("")).byChannel()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mars/Base", "+25:00", "+18:30", "lima", ""})
  void aZoneThatIsNoneStopsTheStart(String zone) {
    assertThatThrownBy(() -> new RecipientSettings(zone))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.recipients.default-time-zone");
  }

  private static Preferences own(Set<Channel> channels, String from, String to) {
    return new Preferences(
        Set.of(),
        Set.of(),
        List.of(),
        Map.of(),
        new OwnQuietHours(channels, new QuietHours(LocalTime.parse(from), LocalTime.parse(to))));
  }
}
