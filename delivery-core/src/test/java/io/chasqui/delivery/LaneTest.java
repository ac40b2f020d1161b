package io.chasqui.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.contract.delivery.Channel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

  @ParameterizedTest
  @CsvSource({"EMAIL, email", "TELEGRAM, telegram", "SMS, sms", "PUSH, push", "WEBHOOK, webhook"})
  void aChannelsOwnIsNamedAsTheChannelWhateverTheMachinesLanguage(Channel channel, String name) {
    assertThat(Lane.of(channel).name()).isEqualTo(name);
  }

  @Test
  void oneOfAHostNamesTheHost() {
    assertThat(Lane.of(Channel.WEBHOOK, "https://example.com:443").name())
        .isEqualTo("webhook:https://example.com:443");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201})
  void hasANameThatItsColumnHolds(int length) {
    assertThatThrownBy(() -> new Lane("x".repeat(length)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 200 characters");
    assertThat(new Lane("x".repeat(200)).name()).hasSize(200);
  }
}
