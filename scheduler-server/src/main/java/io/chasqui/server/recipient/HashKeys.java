package io.chasqui.server.recipient;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.platform.config.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of the hashes of addresses: the one that is configured, or one that the first
 * server made. All servers on a database come to the same.
 */
final class HashKeys {

  private static final int BYTES = 32;

  /** What a key is known by without being kept. */
  private static final String KNOWN_TEXT = "chasqui.suppression.hash-key";

  private final HashKeyStore store;

  HashKeys(HashKeyStore store) {
    this.store = store;
  }

  /**
   * Hashes by that key.
   *
   * @param configured null: none is
   * @throws InvalidSetting when it is not the key that stored hashes were made with
   */
  AddressHashes hashes(@Nullable String configured) {
    byte[] key = configured == null ? random() : configured.getBytes(StandardCharsets.UTF_8);
    AddressHashes hashes = new AddressHashes(key);
    KeptHashKey first =
        store.keepUnlessThereIsOne(
            new KeptHashKey(configured == null ? key : null, hashes.ofText(KNOWN_TEXT)));
    if (configured == null && first.key() != null) {
      return new AddressHashes(first.key());
    }
    if (!first.proof().equals(hashes.ofText(KNOWN_TEXT))) {
      throw new InvalidSetting(
          "chasqui.suppression.hash-key",
          "is not the key that the hashes in the database were made with.",
          first.key() == null
              ? "Set it to the key that was configured when the directory was first used."
              : "Leave it out: the key was made by the first server, and is in the database.");
    }
    return hashes;
  }

  private static byte[] random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }
}
