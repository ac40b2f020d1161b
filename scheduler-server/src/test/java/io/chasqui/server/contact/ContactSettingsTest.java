package io.chasqui.server.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSettingsTest {

  @Test
  void thereIsAFormWhenThereAreRecipients() {
    assertThat(settings(List.of(), List.of()).isOn()).isFalse();
    assertThat(settings(List.of("desk@example.com"), List.of()).isOn()).isTrue();
  }

  @Test
  void nobodyIsToldTwice() {
    assertThat(settings(List.of("a@b.example", " a@b.example"), List.of()).recipients())
        .containsExactly("a@b.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "desk",
        "Desk <desk@example.com>",
        "a@b.example;c@d.example",
        "a@ex\u200Dample.com",
        "a@[192.0.2.1]"
      })
  void refusesARecipientThatIsNoAddress(String recipient) {
    assertThatThrownBy(() -> settings(List.of(recipient), List.of()))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("chasqui.contact.recipients");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://shop.example", "http://localhost:3000"})
  void takesOrigins(String origin) {
    assertThat(mistakes(settings(List.of(), List.of(origin)))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*.shop.example",
        "shop.example",
        "https://shop.example/",
        "https://shop.example/form"
      })
  void refusesWhatIsNoOrigin(String text) {
    assertThat(mistakes(settings(List.of(), List.of(text)))).isEqualTo(1);
  }

  private static ContactSettings settings(List<String> recipients, List<String> origins) {
    return new ContactSettings(recipients, 10, 200, origins, Duration.ofDays(365));
  }

  private static int mistakes(ContactSettings settings) {
    try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
      Validator validator = factory.getValidator();
      return validator.validate(settings).size();
    }
  }
}
