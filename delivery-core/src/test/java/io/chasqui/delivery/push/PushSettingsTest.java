package io.chasqui.delivery.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushSettingsTest {

  private static final VapidKeys KEYS = VapidKeys.fresh();
  private static final String SUBJECT = "mailto:ops@example.com";

  @Test
  void withoutKeysItIsOff() {
    assertThat(settings(null, null, null).isOn()).isFalse();
    assertThat(settings("", "", "").isOn()).isFalse();
  }

  @Test
  void theKeysThatArePrintedAreThoseThatAreRead() {
    PushSettings settings = settings(KEYS.publicText(), KEYS.privateText(), SUBJECT);

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.keys()).isEqualTo(KEYS);
    assertThat(settings.toString()).doesNotContain(KEYS.privateText());
    assertThat(KEYS.toString()).doesNotContain(KEYS.privateText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ops@example.com", "http://example.com", "mailto:"})
  void aSubjectIsAnAddressToAskAt(String subject) {
    assertThatThrownBy(() -> settings(KEYS.publicText(), KEYS.privateText(), subject))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.push.subject");
  }

  @ParameterizedTest
  @CsvSource({"canary, chasqui.push.vapid-private-key", "'', chasqui.push.vapid-private-key"})
  void aKeyThatIsNoneStopsTheStartAndIsNotShown(String privateKey, String named) {
    assertThatThrownBy(() -> settings(KEYS.publicText(), privateKey, SUBJECT))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("canary");
  }

  @Test
  void keysOfTwoPairsStopTheStart() {
    VapidKeys others = VapidKeys.fresh();

    assertThatThrownBy(() -> settings(others.publicText(), KEYS.privateText(), SUBJECT))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("not of one pair")
        .hasMessageNotContaining(KEYS.privateText());
  }

  @Test
  void aBrowsersKeyIsAPointOfTheCurve() {
    byte[] bytes = P256.bytes(KEYS.publicText()).orElseThrow();
    bytes[64] ^= 1;
    String beside = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

    assertThat(PushKeys.p256dh(KEYS.publicText() + "=")).contains(KEYS.publicText());
    assertThat(PushKeys.p256dh(beside)).isEmpty();
    assertThat(PushKeys.p256dh(KEYS.publicText().substring(4))).isEmpty();
    assertThat(PushKeys.p256dh("no base64!")).isEmpty();
    assertThat(PushKeys.auth("c2l4dGVlbiBieXRlcy4uLg==")).contains("c2l4dGVlbiBieXRlcy4uLg");
    assertThat(PushKeys.auth("c2hvcnQ")).isEmpty();
  }

  private static PushSettings settings(
      @Nullable String publicKey, @Nullable String privateKey, @Nullable String subject) {
    return new PushSettings(
        publicKey,
        privateKey == null ? null : VapidPrivateKey.valueOf(privateKey),
        subject,
        Duration.ofSeconds(15),
        List.of(Duration.ofSeconds(5)),
        Duration.ofDays(1),
        Duration.ofMinutes(1),
        8);
  }
}
