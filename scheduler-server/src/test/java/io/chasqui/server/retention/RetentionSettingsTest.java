package io.chasqui.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.stream.Stream;
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

  /** PostgreSQL would refuse to tell what was so long ago, and nothing would go any more. */
  @Test
  void nothingIsKeptForLongerThanACentury() {
    assertThat(refused(settings(36_500, 36_500, null))).isEmpty();
    assertThat(refused(settings(36_501, 36_501, null)))
        .containsExactlyInAnyOrder("personalData", "rows");
  }

  private static Stream<String> refused(RetentionSettings settings) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      return factory.getValidator().validate(settings).stream()
          .map(violation -> violation.getPropertyPath().toString());
    }
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
