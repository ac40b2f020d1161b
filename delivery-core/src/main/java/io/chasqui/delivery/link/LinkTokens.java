package io.chasqui.delivery.link;

import io.chasqui.delivery.DeliveryId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What links in a delivery's message are known by: its id, and a proof that we made it. {@code
 * 1.<id>.<first 16 bytes of an HMAC-SHA-256>}, both in base64url without padding. May be used by
 * many threads.
 */
public final class LinkTokens {

  /** Of each token, in characters. */
  static final int LENGTH = 47;

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "1.";
  private static final int PROOF = 16;
  private static final Pattern TOKEN = Pattern.compile("1\\.([\\w-]{22})\\.([\\w-]{22})");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final List<byte[]> keys;

  /**
   * @param keys the newest first, at least one; secrets
   */
  LinkTokens(List<byte[]> keys) {
    this.keys = List.copyOf(keys);
  }

  /** That of a delivery, by the newest key. */
  public String of(DeliveryId delivery) {
    return token(keys.get(0), VERSION + ENCODER.encodeToString(bytes(delivery.value())));
  }

  /** The delivery that a token is of; empty when we did not make it. */
  public Optional<DeliveryId> read(String token) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean isOurs = false;
    for (byte[] key : keys) {
      // Each is tried, so that the time says nothing. As texts: one has no second spelling.
      isOurs |= MessageDigest.isEqual(ascii(token(key, VERSION + parts.group(1))), ascii(token));
    }
    return isOurs
        ? Optional.of(new DeliveryId(uuid(Base64.getUrlDecoder().decode(parts.group(1)))))
        : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String token(byte[] key, String named) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      byte[] proof = Arrays.copyOf(mac.doFinal(ascii(named)), PROOF);
      return named + "." + ENCODER.encodeToString(proof);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(PROOF)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID uuid(byte[] id) {
    ByteBuffer bytes = ByteBuffer.wrap(id);
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
