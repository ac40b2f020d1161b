package io.chasqui.server.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a callback is signed with: base64 of HMAC-SHA1 of the address as it was given to the
 * gateway, followed by the names and values of the form's fields in the order of their names.
 */
final class TwilioSignature {

  private static final String ALGORITHM = "HmacSHA1";

  private TwilioSignature() {}

  /**
   * Compares in a time that does not depend on where the two differ.
   *
   * @param address with its query
   * @param shown by the callback
   */
  static boolean isRight(
      String password, String address, Map<String, List<String>> form, String shown) {
    return MessageDigest.isEqual(
        of(password, address, form).getBytes(StandardCharsets.UTF_8),
        shown.getBytes(StandardCharsets.UTF_8));
  }

  static String of(String password, String address, Map<String, List<String>> form) {
    StringBuilder signed = new StringBuilder(address);
    new TreeMap<>(form)
        .forEach(
            (name, values) ->
                new TreeSet<>(values).forEach(value -> signed.append(name).append(value)));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
