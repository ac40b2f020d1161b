package io.chasqui.delivery.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressHashesTest {

  private final AddressHashes hashes = new AddressHashes("key".getBytes(StandardCharsets.US_ASCII));

  /** The example of HMAC's page in Wikipedia, which any tool gives. */
  @Test
  void areHmacSha256() {
    assertThat(hashes.ofText("The quick brown fox jumps over the lazy dog"))
        .isEqualTo("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
  }

  @ParameterizedTest
  @CsvSource({"ana@example.com, Ana@EXAMPLE.com", "ana@faß.de, ANA@xn--fa-hia.de"})
  void areTheSameHoweverAnAddressIsWritten(String one, String other) {
    assertThat(hashes.of(EmailAddress.of(one))).isEqualTo(hashes.of(EmailAddress.of(other)));
  }

  @Test
  void differByAddressAndByKey() {
    EmailAddress ana = EmailAddress.of("ana@example.com");

    assertThat(hashes.of(ana))
        .isNotEqualTo(hashes.of(EmailAddress.of("ana@example.org")))
        .isNotEqualTo(new AddressHashes(new byte[] {1}).of(ana));
  }
}
