package io.chasqui.quickstart.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chasqui.quickstart.web.Json;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that has subscribed, with the keys of RFC 8291's example: they are the same after each
 * start, so that a subscription in the database stays good, and they protect nothing.
 */
final class Browser {

  private static final String PUBLIC_KEY =
      "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
  private static final String PRIVATE_KEY = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
  private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";

  private static final int SALT_BYTES = 16;
  private static final int RECORD_SIZE_BYTES = 4;
  private static final int NUMBER_BYTES = 32;
  private static final int KEY_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Stands behind the text of the last record (RFC 8188); after it there are only zeros. */
  private static final byte END = 2;

  /** As a browser gives it to its page. */
  ObjectNode subscription(URI endpoint) {
    ObjectNode json = Json.object().put("endpoint", endpoint.toString());
    json.putObject("keys").put("p256dh", PUBLIC_KEY).put("auth", SECRET);
    return json;
  }

  /**
   * What it reads of a message in {@code aes128gcm} (RFC 8188, 8291).
   *
   * @throws GeneralSecurityException when it is no such message, or not for this browser
   */
  String read(byte[] body) throws GeneralSecurityException {
    try {
      return text(decrypted(ByteBuffer.wrap(body)));
    } catch (RuntimeException e) {
      throw new GeneralSecurityException("not a message in aes128gcm", e);
    }
  }

  private static byte[] decrypted(ByteBuffer body) throws GeneralSecurityException {
    byte[] salt = next(body, SALT_BYTES);
    next(body, RECORD_SIZE_BYTES);
    byte[] sender = next(body, body.get());
    byte[] record = next(body, body.remaining());
    byte[] secret =
        hkdf(bytes(SECRET), agreed(sender), info("WebPush: info", bytes(PUBLIC_KEY), sender), 32);
    byte[] key = hkdf(salt, secret, info("Content-Encoding: aes128gcm"), KEY_BYTES);
    byte[] nonce = hkdf(salt, secret, info("Content-Encoding: nonce"), NONCE_BYTES);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher.doFinal(record);
  }

  private static String text(byte[] padded) {
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != END) {
      throw new IllegalArgumentException("there is more than one record");
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  private static byte[] agreed(byte[] sender) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(privateKey());
    agreement.doPhase(publicKey(sender), true);
    return agreement.generateSecret();
  }

  private static PrivateKey privateKey() throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, bytes(PRIVATE_KEY)), curve()));
  }

  /** A byte that says how it is written, and the point's two numbers. */
  private static PublicKey publicKey(byte[] written) throws GeneralSecurityException {
    ECPoint point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(written, 1, 1 + NUMBER_BYTES)),
            new BigInteger(1, Arrays.copyOfRange(written, 1 + NUMBER_BYTES, 1 + 2 * NUMBER_BYTES)));
    return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve()));
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  /** RFC 5869, of one block. */
  private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] block = hmac(hmac(salt, input), joined(info, new byte[] {1}));
    return Arrays.copyOf(block, length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] info(String what, byte[]... more) {
    byte[] begin = (what + "\0").getBytes(StandardCharsets.US_ASCII);
    return joined(begin, joined(more));
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  private static byte[] next(ByteBuffer body, int count) {
    byte[] bytes = new byte[count];
    body.get(bytes);
    return bytes;
  }

  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }
}
