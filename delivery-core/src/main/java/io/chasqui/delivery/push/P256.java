package io.chasqui.delivery.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Keys on the curve P-256 (FIPS 186-4), as web push writes them: bytes, in base64url. */
public final class P256 {

  static final String CURVE = "secp256r1";

  /** Of a public key: 4, and two numbers. */
  public static final int PUBLIC_BYTES = 65;

  private static final int NUMBER_BYTES = 32;
  private static final byte UNCOMPRESSED = 4;
  private static final ECParameterSpec PARAMETERS = parameters();

  private P256() {}

  /** The bytes of base64url, with or without padding; empty when it is none. */
  public static Optional<byte[]> bytes(String base64Url) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(base64Url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A public key of its uncompressed form, 65 bytes; empty when it is no point of the curve. */
  public static Optional<ECPublicKey> publicKey(byte[] uncompressed) {
    if (uncompressed.length != PUBLIC_BYTES || uncompressed[0] != UNCOMPRESSED) {
      return Optional.empty();
    }
    ECPoint point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, 1 + NUMBER_BYTES)),
            new BigInteger(1, Arrays.copyOfRange(uncompressed, 1 + NUMBER_BYTES, PUBLIC_BYTES)));
    if (!isOnCurve(point)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (ECPublicKey)
              KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, PARAMETERS)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** A private key of its number, 32 bytes; empty when it is none of the curve. */
  static Optional<ECPrivateKey> privateKey(byte[] number) {
    BigInteger secret = new BigInteger(1, number);
    if (number.length != NUMBER_BYTES
        || secret.signum() == 0
        || secret.compareTo(PARAMETERS.getOrder()) >= 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(new ECPrivateKeySpec(secret, PARAMETERS)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  static String text(ECPublicKey key) {
    byte[] bytes = new byte[PUBLIC_BYTES];
    bytes[0] = UNCOMPRESSED;
    write(key.getW().getAffineX(), bytes, 1);
    write(key.getW().getAffineY(), bytes, 1 + NUMBER_BYTES);
    return base64Url(bytes);
  }

  static String text(ECPrivateKey key) {
    byte[] bytes = new byte[NUMBER_BYTES];
    write(key.getS(), bytes, 0);
    return base64Url(bytes);
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A number has a byte for its sign, or fewer bytes when it is small. */
  private static void write(BigInteger number, byte[] target, int from) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, NUMBER_BYTES);
    System.arraycopy(bytes, bytes.length - length, target, from + NUMBER_BYTES - length, length);
  }

  /** Java does not ask: what is on another curve would tell of our key, bit by bit. */
  private static boolean isOnCurve(ECPoint point) {
    BigInteger p = ((ECFieldFp) PARAMETERS.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right =
        x.pow(3)
            .add(PARAMETERS.getCurve().getA().multiply(x))
            .add(PARAMETERS.getCurve().getB())
            .mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
  }

  private static ECParameterSpec parameters() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + CURVE, e);
    }
  }
}
