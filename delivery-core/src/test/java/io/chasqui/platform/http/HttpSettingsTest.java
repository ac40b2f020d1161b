package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class HttpSettingsTest {

  @Test
  void readsNetworksAndSingleAddresses() {
    HttpSettings settings =
        new HttpSettings(
            List.of(" 10.0.0.0/8", "192.168.1.5", "fd00::/8", "::1", "0.0.0.0/0", "::/0"));

    assertThat(settings.requiredNetworks())
        .extracting(Subnet::prefix)
        .containsExactly(8, 32, 8, 128, 0, 0);
  }

  @Test
  void areListedWithCommas() {
    Binder binder =
        new Binder(
            new MapConfigurationPropertySource(
                Map.of("chasqui.http.allowed-networks", "10.0.0.0/8, 192.168.0.0/16")));

    assertThat(binder.bind("chasqui.http", HttpSettings.class).get().requiredNetworks()).hasSize(2);
    assertThat(binder.bindOrCreate("nothing", HttpSettings.class).requiredNetworks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0/99999999999",
        "10.0.0.1/8",
        "fd00::1/8",
        "::ffff:10.0.0.0/104",
        "::/129",
        "10.0.0",
        "10.0.0.256",
        "010.0.0.1",
        "0x7f.0.0.1",
        "2130706433",
        "localhost",
        "example.com/24",
        "fe80::1%eth0",
        "[::1]",
        "1::2::3",
        ".:",
        "10.0.0.1:80",
        "*"
      })
  void aBadNetworkStopsTheStartWithItsKey(String network) {
    HttpSettings settings = new HttpSettings(List.of("10.0.0.0/8", network));

    assertThatThrownBy(settings::requiredNetworks)
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("chasqui.http.allowed-networks holds '" + network + "', which ");
  }
}
