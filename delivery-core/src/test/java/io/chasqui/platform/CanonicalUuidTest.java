package io.chasqui.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUuidTest {

  @Test
  void readsAUuidInAnyCase() {
    UUID uuid = UUID.fromString("01a2016b-78ea-71a4-bd4b-17a493136127");

    assertThat(CanonicalUuid.parse("01a2016b-78ea-71a4-bd4b-17a493136127")).hasValue(uuid);
    assertThat(CanonicalUuid.parse("01A2016B-78EA-71A4-BD4B-17A493136127")).hasValue(uuid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-2-3-4-5", "{01a2016b-78ea-71a4-bd4b-17a493136127}", "nobody"})
  void readsNothingElse(String text) {
    assertThat(CanonicalUuid.parse(text)).isEmpty();
  }
}
