package io.chasqui.delivery.address;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of addresses: who has the database and not the key cannot try out which address one
 * is of. Whatever is to be told of an address after it was erased, or joined by it in SQL, goes by
 * its hash, so all that share a database have the same key. May be used by many threads.
 */
public final class AddressHashes {

  private static final String ALGORITHM = "HmacSHA256";

  /** Never used itself. */
  private final Mac keyed;

  /**
   * @param key at least one byte; a secret
   */
  public AddressHashes(byte[] key) {
    this.keyed = keyed(key);
  }

  /**
   * The HMAC-SHA-256 of an address as it goes on the wire, in lower case: 64 hexadecimal digits.
   * The domain of an e-mail address is in ASCII, so that one that is written in two ways has one
   * hash.
   */
  public String of(Recipient address) {
    String form = address instanceof EmailAddress email ? email.wireForm() : address.value();
    return ofText(form.toLowerCase(Locale.ROOT));
  }

  /** That of any text, as it is: 64 hexadecimal digits. */
  public String ofText(String text) {
    return HexFormat.of().formatHex(mac().doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A copy of one that has its key needs not look for the algorithm again. */
  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's own can be copied", e);
    }
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
