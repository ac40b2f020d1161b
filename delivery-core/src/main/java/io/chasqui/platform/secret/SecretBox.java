package io.chasqui.platform.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts secrets for the database, and decrypts them: AES-256-GCM with the keys of {@code
 * chasqui.secrets.key}. What comes of it is text, {@code 1.<id of the key>.<base64url of nonce and
 * ciphertext>}, and belongs to the place that it was made for: moved to another row it is
 * unreadable. Nothing of a secret gets into an exception.
 */
public final class SecretBox {

  private static final String VERSION = "1";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY_ID_BYTES = 6;

  private final SecureRandom random = new SecureRandom();

  /** By their ids, the newest first. */
  private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();

  private final @Nullable String newest;

  /** With these keys. */
  public SecretBox(SecretsSettings settings) {
    List<byte[]> all = settings.keys();
    all.forEach(key -> keys.put(idOf(key), new SecretKeySpec(key, "AES")));
    newest = all.isEmpty() ? null : idOf(all.get(0));
  }

  /** Whether there is a key; else nothing can be encrypted. */
  public boolean isOn() {
    return newest != null;
  }

  /**
   * Encrypts by the newest key.
   *
   * @param place whose it is, and in which column: {@code webhook_endpoint.secret/<id>}
   * @throws IllegalStateException when there is no key
   */
  public String seal(String secret, String place) {
    if (newest == null) {
      throw new IllegalStateException(SecretsSettings.KEY + " is not set");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest, nonce, place);
      byte[] sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return VERSION
          + "."
          + newest
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + CIPHER, e);
    }
  }

  /**
   * Decrypts by the key that it was encrypted by.
   *
   * @param place as when it was encrypted
   * @throws UnreadableSecret when that key is not among ours, or the text is another's, or broken
   */
  public String open(String sealed, String place) throws UnreadableSecret {
    String[] parts = sealed.split("\\.", -1);
    if (parts.length != 3 || !parts[0].equals(VERSION)) {
      throw new UnreadableSecret("it was not encrypted by this version");
    }
    if (!keys.containsKey(parts[1])) {
      throw new UnreadableSecret(
          "its key, " + parts[1] + ", is not among those of " + SecretsSettings.KEY);
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(parts[2]);
      byte[] nonce = new byte[NONCE_BYTES];
      ByteBuffer.wrap(all).get(nonce);
      byte[] opened =
          cipher(Cipher.DECRYPT_MODE, parts[1], nonce, place)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(opened, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnreadableSecret("it is not what was encrypted for this place");
    }
  }

  /** Whether it was encrypted by the newest key. */
  public boolean isOfNewestKey(String sealed) {
    return sealed.startsWith(prefixOfNewest());
  }

  /**
   * How texts begin that the newest key has encrypted, for SQL: what begins otherwise is to be
   * encrypted anew.
   *
   * @throws NullPointerException when there is no key
   */
  public String prefixOfNewest() {
    return VERSION + "." + Objects.requireNonNull(newest, "there is a key") + ".";
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(
        mode, Objects.requireNonNull(keys.get(keyId)), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Tells keys apart, and nothing of them. */
  private static String idOf(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("chasqui.secrets.key id".getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(key);
      return HexFormat.of().formatHex(hash, 0, KEY_ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Nothing of the keys. */
  @Override
  public String toString() {
    return "SecretBox[***]";
  }
}
