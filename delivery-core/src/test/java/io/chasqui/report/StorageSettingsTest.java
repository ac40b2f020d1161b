package io.chasqui.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StorageSettingsTest {

  @ParameterizedTest
  @CsvSource({"directory, 5", "http, 5", "s3, 7"})
  void aDeliveryIsHeldAsLongAsReadingItsReportMayTake(String type, long wait) {
    StorageSettings settings =
        settings(
            Map.of(
                "type", type,
                "read-timeout", "9s",
                "http.timeout", "5s",
                "s3.timeout", "7s"));

    assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(wait));
    assertThat(settings.longestRead()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void secretsAreInNoText() {
    StorageSettings settings =
        settings(Map.of("s3.secret-access-key", "canary", "http.bearer-token", "canary"));

    assertThat(settings.s3().secretAccessKey()).isNotNull();
    assertThat(settings.http().bearerToken()).isNotNull();
    assertThat(settings.toString()).contains("S3[").doesNotContain("canary");
  }

  private static StorageSettings settings(Map<String, String> given) {
    Map<String, String> keys = new HashMap<>();
    given.forEach((key, value) -> keys.put("chasqui.storage." + key, value));
    return new Binder(new MapConfigurationPropertySource(keys))
        .bind("chasqui.storage", StorageSettings.class)
        .get();
  }
}
