package io.chasqui.server.status.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertSettingsTest {

  @Test
  void takesAddressesAndChats() {
    AlertSettings settings =
        settings(List.of(" ops@example.com "), List.of("-1001234567890", "@our_alerts"));

    assertThat(settings.email()).containsExactly("ops@example.com");
    assertThat(settings.telegram()).containsExactly("-1001234567890", "@our_alerts");
  }

  @Test
  void namesTheKeyOfAWrongEntryAndNotTheEntry() {
    assertThatThrownBy(() -> settings(List.of("ops@example.com", "secret person"), List.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.alerts.email")
        .hasMessageContaining("number 2")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> settings(List.of("\"secret person\"@example.com"), List.of()))
        .hasMessageContaining("number 1 has a quoted part")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> settings(List.of("ops@ex\u200Dample.com"), List.of()))
        .hasMessageContaining("domain");
    assertThatThrownBy(() -> settings(List.of(), List.of("our alerts")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.alerts.telegram");
  }

  private static AlertSettings settings(List<String> email, List<String> telegram) {
    Duration any = Duration.ofMinutes(1);
    return new AlertSettings(email, telegram, "en", any, 5, any, any, any, any);
  }
}
