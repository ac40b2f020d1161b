package io.chasqui.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {

  @Test
  void rowsDoNotGoBeforeThePersonalDataInThem() {
    assertThatThrownBy(() -> settings(30, 29, null))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.retention.rows")
        .hasMessageContaining("chasqui.retention.personal-data");
    assertThat(settings(30, 30, null).rows()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void reportsDoNotStayLongerThanWhatIsKnownOfThem() {
    assertThatThrownBy(() -> settings(30, 400, 401))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.retention.reports")
        .hasMessageContaining("chasqui.retention.rows");
    assertThat(settings(30, 400, 400).reports()).isEqualTo(Duration.ofDays(400));
  }

  @Test
  void lessThanADayIsEarly() {
    assertThat(settings(1, 400, null).erasesEarly()).isFalse();
    assertThat(
            new RetentionSettings(
                    Duration.ofHours(23), Duration.ofDays(400), null, Duration.ofMinutes(1))
                .erasesEarly())
        .isTrue();
  }

  private static RetentionSettings settings(
      long personalData, long rows, @Nullable Integer reports) {
    return new RetentionSettings(
        Duration.ofDays(personalData),
        Duration.ofDays(rows),
        reports == null ? null : Duration.ofDays(reports),
        Duration.ofMinutes(1));
  }
}
