package io.chasqui.server.recipient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.delivery.address.EmailAddress;
import io.chasqui.platform.config.InvalidSetting;
import org.junit.jupiter.api.Test;

class HashKeysTest {

  private static final EmailAddress ANA = EmailAddress.of("ana@example.com");

  private final FakeHashKeyStore store = new FakeHashKeyStore();
  private final HashKeys keys = new HashKeys(store);

  @Test
  void allServersHaveTheKeyThatTheFirstHasMade() {
    String first = keys.hashes(null).of(ANA);

    assertThat(keys.hashes(null).of(ANA)).isEqualTo(first);
    assertThat(new HashKeys(new FakeHashKeyStore()).hashes(null).of(ANA)).isNotEqualTo(first);
  }

  @Test
  void aConfiguredKeyIsNotKept() {
    String first = keys.hashes("a key that nobody guesses").of(ANA);

    assertThat(keys.hashes("a key that nobody guesses").of(ANA)).isEqualTo(first);
    assertThat(store.kept.key()).isNull();
  }

  @Test
  void anotherKeyThanTheFirstStopsTheStart() {
    keys.hashes("a key that nobody guesses");

    assertThatThrownBy(() -> keys.hashes("another that nobody guesses"))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.suppression.hash-key");
    assertThatThrownBy(() -> keys.hashes(null)).isInstanceOf(InvalidSetting.class);
  }

  @Test
  void aKeyThatIsConfiguredAfterOneWasMadeStopsTheStart() {
    keys.hashes(null);

    assertThatThrownBy(() -> keys.hashes("a key that nobody guesses"))
        .isInstanceOf(InvalidSetting.class);
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
