package io.chasqui.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideUrlsTest {

  private final OutsideUrls urls = allowing();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com:8443/in?token=a",
        "https://ñandú.example/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/"
      })
  void takesHttpsOfPublicAddressesAndNames(String url) {
    assertThat(urls.faultOf(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.com, MALFORMED",
    "example.com, MALFORMED",
    "https://, MALFORMED",
    "' https://example.com', MALFORMED",
    "https://user@example.com, HOLDS_USER",
    "https://:secret@example.com, HOLDS_USER",
    "http://example.com, NOT_HTTPS",
    "http://8.8.8.8, NOT_HTTPS",
    "https://127.0.0.1, ADDRESS_REFUSED",
    "https://localhost, ADDRESS_REFUSED",
    "https://10.1.2.3:8443/in, ADDRESS_REFUSED",
    "https://169.254.169.254/latest/meta-data, ADDRESS_REFUSED",
    "https://100.64.0.1, ADDRESS_REFUSED",
    "https://224.0.0.1, ADDRESS_REFUSED",
    "https://[::1], ADDRESS_REFUSED",
    "https://[fe80::1], ADDRESS_REFUSED",
    "https://[::ffff:10.0.0.1], ADDRESS_REFUSED",
    "https://[::ffff:a00:1], ADDRESS_REFUSED",
    "https://127.1, ADDRESS_REFUSED",
    "https://2130706433, ADDRESS_REFUSED",
    "https://0x7f.0.0.1, ADDRESS_REFUSED",
    "https://１２７.０.０.１, ADDRESS_REFUSED"
  })
  void saysWhatIsWrong(String url, UrlFault fault) {
    assertThat(urls.faultOf(url)).contains(fault);
  }

  @Test
  void takesNoMoreThanCanBeStored() {
    assertThat(urls.faultOf("https://example.com/" + "a".repeat(2_028))).isEmpty();
    assertThat(urls.faultOf("https://example.com/" + "a".repeat(2_029)))
        .contains(UrlFault.TOO_LONG);
    String host = String.join(".", Stream.generate(() -> "a".repeat(30)).limit(6).toList());
    assertThat(urls.faultOf("https://" + host)).contains(UrlFault.TOO_LONG);
  }

  @Test
  void inAnAllowedNetworkThereMayBeHttpAndWhatIsPrivate() {
    OutsideUrls own = allowing("10.0.0.0/8");

    assertThat(own.faultOf("http://10.1.2.3:8080/in")).isEmpty();
    assertThat(own.faultOf("https://10.1.2.3")).isEmpty();
    assertThat(own.faultOf("http://name.example")).as("seen when it is dialled").isEmpty();
    assertThat(own.faultOf("http://8.8.8.8")).contains(UrlFault.NOT_HTTPS);
    assertThat(own.faultOf("https://192.168.0.1")).contains(UrlFault.ADDRESS_REFUSED);
    assertThat(allowing("127.0.0.0/8").faultOf("http://localhost:8080")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Example.COM/in?token=secret, https://example.com:443",
    "https://example.com:443, https://example.com:443",
    "http://example.com:8080/a, http://example.com:8080",
    "https://[2606:4700::1111]/, https://[2606:4700::1111]:443",
    "https://ñandú.example, https://xn--and-6ma2c.example:443"
  })
  void anOriginIsSchemeHostAndPort(String url, String origin) {
    assertThat(Origins.of(url)).isEqualTo(origin);
  }

  @Test
  void whatIsNoAddressHasNoOrigin() {
    assertThatIllegalArgumentException().isThrownBy(() -> Origins.of("secret"));
  }

  private static OutsideUrls allowing(String... networks) {
    return new OutsideUrls(Stream.of(networks).map(Subnet::parse).toList());
  }
}
