package io.chasqui.delivery.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.delivery.suppression.SuppressionSettings.AppliesTo;
import io.chasqui.platform.config.InvalidSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HashKeysTest {

  private static final EmailAddress ANA = EmailAddress.of("ana@example.com");

  private final FakeHashKeyStore store = new FakeHashKeyStore();

  @Test
  void allServersHaveTheKeyThatTheFirstHasMade() {
    String first = hashes(null).of(ANA);

    assertThat(hashes(null).of(ANA)).isEqualTo(first);
    assertThat(hashes(new FakeHashKeyStore(), null).of(ANA)).isNotEqualTo(first);
  }

  @Test
  void aConfiguredKeyIsNotKept() {
    String first = hashes("a key that nobody guesses").of(ANA);

    assertThat(hashes("a key that nobody guesses").of(ANA)).isEqualTo(first);
    assertThat(store.kept.key()).isNull();
  }

  @Test
  void anotherKeyThanTheFirstStopsTheStart() {
    hashes("a key that nobody guesses");

    assertThatThrownBy(() -> hashes("another that nobody guesses"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.suppression.hash-key");
    assertThatThrownBy(() -> hashes(null)).isInstanceOf(InvalidSetting.class);
  }

  @Test
  void aKeyThatIsConfiguredAfterOneWasMadeStopsTheStart() {
    hashes(null);

    assertThatThrownBy(() -> hashes("a key that nobody guesses"))
        .isInstanceOf(InvalidSetting.class);
  }

  private AddressHashes hashes(@Nullable String configured) {
    return hashes(store, configured);
  }

  private static AddressHashes hashes(HashKeyStore store, @Nullable String configured) {
    return new HashKeys(
            store, new SuppressionSettings(configured, Duration.ofDays(90), AppliesTo.ALL))
        .hashes();
  }

  private static final class FakeHashKeyStore implements HashKeyStore {

    private KeptHashKey kept;

    @Override
    public KeptHashKey keepUnlessThereIsOne(KeptHashKey fresh) {
      kept = kept == null ? fresh : kept;
      return kept;
    }
  }
}
