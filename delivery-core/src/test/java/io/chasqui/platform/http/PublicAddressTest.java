package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://chasqui.example.com, https://chasqui.example.com/u/1",
    "https://chasqui.example.com/, https://chasqui.example.com/u/1",
    "https://example.com:8443/chasqui/, https://example.com:8443/chasqui/u/1",
    "http://localhost:8080, http://localhost:8080/u/1",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/u/1",
    "http://[::1]:8080, http://[::1]:8080/u/1"
  })
  void isWhatAddressesBeginWith(URI url, String address) {
    assertThat(new PublicAddress(url).of("/u/1")).hasValue(address);
  }

  @Test
  void withoutItThereIsNoAddress() {
    assertThat(new PublicAddress(null).of("/u/1")).isEmpty();
    assertThat(new PublicAddress(URI.create("")).of("/u/1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://chasqui.example.com",
        "http://127.0.0.1.example.com",
        "ftp://localhost",
        "https://user:canary@example.com",
        "https://example.com?token=canary",
        "https://example.com/#canary",
        "example.com",
        "https:///path"
      })
  void whatIsNoAddressForOthersStopsTheStart(URI url) {
    assertThatThrownBy(() -> new PublicAddress(url))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(PublicAddress.KEY)
        .hasMessageNotContaining("canary");
  }
}
