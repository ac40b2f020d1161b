package io.chasqui.delivery.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SmsSettingsTest {

  private static final String MAIN = "chasqui.sms.gateway.main.";

  private final Map<String, Object> keys =
      new HashMap<>(
          Map.of(
              "chasqui.sms.gateways",
              "main,backup",
              MAIN + "type",
              "probe",
              MAIN + "url",
              "https://probe.example/v1",
              MAIN + "token",
              "canary-token",
              "chasqui.sms.gateway.backup.type",
              "twilio",
              "chasqui.sms.gateway.backup.url",
              "https://api.twilio.example",
              "chasqui.sms.gateway.backup.account",
              "AC0123",
              "chasqui.sms.gateway.backup.password",
              "canary-password",
              "chasqui.sms.gateway.backup.from",
              "+15005550006"));

  @Test
  void withoutGatewaysTheChannelIsOff() {
    assertThat(bind(Map.of()).isOn()).isFalse();
    assertThat(bind(Map.of("chasqui.sms.gateways", "")).isOn()).isFalse();
  }

  @Test
  void theDefaultsAreThoseOfThePage() {
    SmsSettings settings = bind(keys);

    assertThat(settings.timeout()).hasSeconds(10);
    assertThat(settings.retrySchedule())
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));
    assertThat(settings.maxSegments()).isEqualTo(4);
    assertThat(settings.isIdempotent()).isFalse();
  }

  @Test
  void theGatewaysHaveTheOrderOfTheList() {
    SmsSettings settings = bind(keys);

    assertThat(settings.isOn()).isTrue();
    assertThat(settings.gateways()).isEqualTo(List.of("main", "backup"));
    assertThat(settings.find("main")).isNotNull();
    assertThat(settings.find("other")).isNull();
  }

  @Test
  void theEnvironmentNamesAGatewayToo() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource(
                "test-systemEnvironment",
                Map.of(
                    "CHASQUI_SMS_GATEWAYS", "main",
                    "CHASQUI_SMS_GATEWAY_MAIN_TYPE", "probe",
                    "CHASQUI_SMS_GATEWAY_MAIN_URL", "http://localhost:9",
                    "CHASQUI_SMS_GATEWAY_MAIN_TOKEN", "t",
                    "CHASQUI_SMS_GATEWAY_MAIN_IDEMPOTENT", "true")));

    assertThat(bind(environment).isIdempotent()).isTrue();
  }

  /** Or what is sent again might go to another one, which does not know the number. */
  @Test
  void ofSeveralGatewaysNoneIsIdempotent() {
    keys.put(MAIN + "idempotent", "true");
    keys.put("chasqui.sms.gateway.backup.idempotent", "true");

    assertThat(bind(keys).isIdempotent()).isFalse();

    keys.put("chasqui.sms.gateways", "main");
    assertThat(bind(keys).isIdempotent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway.main.type",
        "gateway.main.url",
        "gateway.main.token",
        "gateway.backup.account",
        "gateway.backup.password",
        "gateway.backup.from"
      })
  void whatIsMissingStopsTheStartByItsName(String setting) {
    String key = "chasqui.sms." + setting;
    keys.put(key, "");

    assertThatThrownBy(() -> bind(keys))
        .rootCause()
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(key);
  }

  @ParameterizedTest
  @CsvSource({
    "chasqui.sms.gateways, 'main,main'",
    "chasqui.sms.gateways, 'main,other'",
    "chasqui.sms.gateways, 'Main'",
    "chasqui.sms.gateway.main.url, 'ftp://probe.example'",
    "chasqui.sms.gateway.main.url, 'https://user:canary@probe.example'",
    "chasqui.sms.gateway.main.url, 'https://probe.example?token=canary'",
    "chasqui.sms.gateway.backup.account, 'AC/../other'"
  })
  void whatCannotBeStopsTheStartAndIsNotShown(String key, String value) {
    keys.put(key, value);

    assertThatThrownBy(() -> bind(keys))
        .rootCause()
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(key)
        .hasMessageNotContaining("canary");
  }

  @Test
  void noTextFormShowsASecret() {
    assertThat(bind(keys).toString()).doesNotContain("canary");
  }

  private static SmsSettings bind(Map<String, Object> keys) {
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", keys));
    return bind(environment);
  }

  private static SmsSettings bind(StandardEnvironment environment) {
    return new Binder(ConfigurationPropertySources.get(environment))
        .bindOrCreate("chasqui.sms", Bindable.of(SmsSettings.class));
  }
}
