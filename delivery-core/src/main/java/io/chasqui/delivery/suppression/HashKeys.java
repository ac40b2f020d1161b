package io.chasqui.delivery.suppression;

import io.chasqui.delivery.address.AddressHashes;
import io.chasqui.platform.config.InvalidSetting;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * Finds the key of the hashes of addresses: the one that is configured, or one that the first
 * server made. All servers on a database come to the same.
 */
public final class HashKeys {

  private static final int BYTES = 32;

  /** What a key is known by without being kept. */
  private static final String KNOWN_TEXT = "chasqui.suppression.hash-key";

  private final HashKeyStore store;
  private final SuppressionSettings settings;

  HashKeys(HashKeyStore store, SuppressionSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /**
   * Hashes by that key; for those who need it, since the key is made then.
   *
   * @throws InvalidSetting when it is not the key that stored hashes were made with
   */
  public AddressHashes hashes() {
    String configured = settings.hashKey();
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
