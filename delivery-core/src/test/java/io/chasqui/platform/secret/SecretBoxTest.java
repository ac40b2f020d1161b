package io.chasqui.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chasqui.platform.config.InvalidSetting;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretBoxTest {

  private static final String OLD = key(1);
  private static final String NEW = key(2);
  private static final String PLACE = "webhook_endpoint.secret/1";
  private static final String SECRET = "whsec_canary";

  @Test
  void opensWhatItSealedAndNothingOfItShows() throws UnreadableSecret {
    SecretBox box = box(OLD);

    String sealed = box.seal(SECRET, PLACE);

    assertThat(sealed).doesNotContain("canary").matches("1\\.[0-9a-f]{12}\\.[A-Za-z0-9_-]+");
    assertThat(box.seal(SECRET, PLACE)).as("never twice the same").isNotEqualTo(sealed);
    assertThat(box.open(sealed, PLACE)).isEqualTo(SECRET);
  }

  @Test
  void theFirstKeySealsAndAllOpen() throws UnreadableSecret {
    String sealed = box(OLD).seal(SECRET, PLACE);
    SecretBox both = box(NEW, OLD);

    assertThat(both.open(sealed, PLACE)).isEqualTo(SECRET);
    assertThat(both.isOfNewestKey(sealed)).isFalse();
    String anew = both.seal(SECRET, PLACE);
    assertThat(both.isOfNewestKey(anew)).isTrue();
    assertThat(anew).startsWith(both.prefixOfNewest());
    assertThat(box(NEW).open(anew, PLACE)).isEqualTo(SECRET);
  }

  @Test
  void whatIsAnothersIsUnreadable() {
    SecretBox box = box(OLD);
    String sealed = box.seal(SECRET, PLACE);

    assertUnreadable(box, sealed, "webhook_endpoint.secret/2");
    assertUnreadable(box, sealed.substring(0, sealed.length() - 2), PLACE);
    assertUnreadable(box, "1." + sealed.split("\\.")[1] + ".", PLACE);
    assertUnreadable(box, SECRET, PLACE);
    assertUnreadable(box(NEW), sealed, PLACE);
  }

  @Test
  void withoutAKeyNothingIsSealed() {
    SecretBox none = box();

    assertThat(none.isOn()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> none.seal(SECRET, PLACE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "Y2FuYXJ5", "canary canary canary canary canary canary!!"})
  void whatIsNoKeyStopsTheStartAndIsNotShown(String key) {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> new SecretsSettings(List.of(NEW, key)))
        .withMessageStartingWith("chasqui.secrets.key ")
        .satisfies(invalid -> assertThat(invalid + invalid.mend()).doesNotContain("anary"));
  }

  @Test
  void oneKeyTwiceIsAMistake() {
    assertThatExceptionOfType(InvalidSetting.class)
        .isThrownBy(() -> new SecretsSettings(List.of(NEW, NEW)));
  }

  private static void assertUnreadable(SecretBox box, String sealed, String place) {
    assertThatExceptionOfType(UnreadableSecret.class)
        .isThrownBy(() -> box.open(sealed, place))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
  }

  private static SecretBox box(String... keys) {
    return new SecretBox(new SecretsSettings(List.of(keys)));
  }

  private static String key(int filled) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) filled);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
