package io.chasqui.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.chasqui.platform.config.InvalidSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EmailRelayTest {

  private static final Map<String, String> TWO =
      Map.of(
          "relays", "main, backup",
          "username", "everywhere",
          "password", "canary-everywhere",
          "relay.main.host", "smtp.example.com",
          "relay.backup.host", "smtp.example.net",
          "relay.backup.port", "465",
          "relay.backup.tls", "implicit",
          "relay.backup.username", "own",
          "relay.backup.password", "canary-own",
          "relay.backup.pool-size", "3");

  @Test
  void withoutNamesThereIsTheOneOfTheChannel() {
    assertThat(relays(Map.of("host", "smtp.example.com")))
        .extracting(relay -> relay.account().host())
        .containsExactly("smtp.example.com");
  }

  @Test
  void theyStandInTheirOrderAndHaveWhatIsSetForEach() {
    List<EmailRelay> relays = relays(TWO);

    assertThat(relays)
        .extracting(relay -> relay.account().host() + ":" + relay.account().port())
        .containsExactly("smtp.example.com:587", "smtp.example.net:465");
    assertThat(relays)
        .extracting(relay -> relay.account().tls())
        .containsExactly(Tls.REQUIRED, Tls.IMPLICIT);
    assertThat(relays).extracting(relay -> relay.settings().poolSize()).containsExactly(8, 3);
    assertThat(relays)
        .extracting(relay -> relay.account().credentials())
        .containsExactly(
            new Credentials.Password("everywhere", "canary-everywhere"),
            new Credentials.Password("own", "canary-own"));
    assertThat(relays.toString() + TestEmail.settings(TWO).relay())
        .as("all that may be logged")
        .doesNotContain("canary");
  }

  static Stream<Arguments> badSettings() {
    return Stream.of(
        bad("relays", Map.of("relays", "main,main")),
        bad("relays", Map.of("relays", "main,other")),
        bad("relays", Map.of("relays", "main,Backup")),
        bad("relays", Map.of("relay.backup.host", "smtp.example.com", "relay.backup.port", "587")),
        bad("relay.backup.host", Map.of("relay.backup.host", "smtp example")),
        bad("relay.backup.tls", Map.of("relay.backup.tls", "none")),
        bad("relay.main.password", Map.of("password", "")));
  }

  @ParameterizedTest
  @MethodSource("badSettings")
  void whatCannotBeUsedStopsTheStartAndNamesTheKey(String key, Map<String, String> given) {
    Map<String, String> settings = new HashMap<>(TWO);
    settings.putAll(given);

    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> relays(settings))
        .withMessageStartingWith("chasqui.email." + key + " ")
        .satisfies(e -> assertThat(e + e.mend()).doesNotContain("canary"));
  }

  private static Arguments bad(String key, Map<String, String> given) {
    return Arguments.of(key, given);
  }

  private static List<EmailRelay> relays(Map<String, String> given) {
    return EmailRelay.all(TestEmail.settings(given));
  }
}
