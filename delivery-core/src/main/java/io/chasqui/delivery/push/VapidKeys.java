package io.chasqui.delivery.push;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/**
 * The keys by which push services know who sends (RFC 8292). Browsers subscribe for the public one,
 * so other keys end all subscriptions. The text form does not show the private one.
 *
 * @param publicKey everybody may see it
 * @param privateKey a secret
 */
public record VapidKeys(ECPublicKey publicKey, ECPrivateKey privateKey) {

  /** A new pair. */
  public static VapidKeys fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(P256.CURVE));
      KeyPair pair = generator.generateKeyPair();
      return new VapidKeys((ECPublicKey) pair.getPublic(), (ECPrivateKey) pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + P256.CURVE, e);
    }
  }

  /** In base64url, as browsers want it: {@code applicationServerKey}. */
  public String publicText() {
    return P256.text(publicKey);
  }

  /** In base64url. */
  public String privateText() {
    return P256.text(privateKey);
  }

  /** Whether what one signs the other verifies. */
  boolean areAPair() {
    byte[] probe = "chasqui".getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signing = Signature.getInstance("SHA256withECDSA");
      signing.initSign(privateKey);
      signing.update(probe);
      Signature verifying = Signature.getInstance("SHA256withECDSA");
      verifying.initVerify(publicKey);
      verifying.update(probe);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "VapidKeys[" + publicText() + "]";
  }
}
