package io.chasqui.delivery.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.platform.config.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokensTest {

  private final DeliveryId id = DeliveryId.fresh();
  private final LinkTokens tokens = tokens("the newest of the keys", "an older one of them");

  @Test
  void aTokenLeadsToItsDelivery() {
    assertThat(tokens.of(id)).matches("1\\.[\\w-]{22}\\.[\\w-]{22}");
    assertThat(tokens.read(tokens.of(id))).contains(id);
    assertThat(tokens.of(new DeliveryId(new UUID(0, 1))))
        .as("computed apart")
        .isEqualTo("1.AAAAAAAAAAAAAAAAAAAAAQ.h9vC77U_NtlU-94D28UxrA");
  }

  @Test
  void aTokenOfAnOlderKeyIsStillTaken() {
    assertThat(tokens.read(tokens("an older one of them").of(id))).contains(id);
    assertThat(tokens.read(tokens("one that is gone for good").of(id))).isEmpty();
  }

  @Test
  void eachCharacterIsProved() {
    String token = tokens.of(id);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.read(forged)).as(forged).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1..", "2.AAAAAAAAAAAAAAAAAAAAAQ.AAAAAAAAAAAAAAAAAAAAAQ", "1.x.y"})
  void whatIsNoneLeadsNowhere(String written) {
    assertThat(tokens.read(written)).isEmpty();
  }

  @Test
  void aShortKeyStopsTheStart() {
    assertThatThrownBy(() -> new LinkSettings(List.of("too short")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.links.keys")
        .hasMessageNotContaining("too short");
  }

  private static LinkTokens tokens(String... keys) {
    return new LinkTokens(
        Stream.of(keys).map(key -> key.getBytes(StandardCharsets.UTF_8)).toList());
  }
}
