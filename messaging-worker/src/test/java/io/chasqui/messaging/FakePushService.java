package io.chasqui.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.delivery.push.P256;
import io.chasqui.delivery.push.VapidKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A push service and the browser behind it: it decrypts what it is given (RFC 8188, 8291) and
 * verifies who sends it (RFC 8292), by code of its own.
 */
public final class FakePushService implements AutoCloseable {

  private static final ObjectMapper json = new ObjectMapper();
  private static final int SALT_BYTES = 16;
  private static final int HEADER_BYTES = SALT_BYTES + 4 + 1;

  private final MockWebServer server = new MockWebServer();
  private final VapidKeys browser = VapidKeys.fresh();
  private final byte[] auth = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);

  private FakePushService() {}

  public static FakePushService start() throws IOException {
    FakePushService service = new FakePushService();
    service.server.start();
    return service;
  }

  /** Of one subscription. */
  public String endpoint(String secretPath) {
    return origin() + "/" + secretPath;
  }

  public String origin() {
    return "http://127.0.0.1:" + server.getPort();
  }

  public String p256dh() {
    return browser.publicText();
  }

  public String auth() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(auth);
  }

  public void next(MockResponse answer) {
    server.enqueue(answer);
  }

  public static MockResponse answer(int status) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Location", "https://push.example/m/1")
        .build();
  }

  /** All requests since the last time. */
  public List<RecordedRequest> requests() throws InterruptedException {
    List<RecordedRequest> all = new ArrayList<>();
    RecordedRequest next = server.takeRequest(100, TimeUnit.MILLISECONDS);
    while (next != null) {
      all.add(next);
      next = server.takeRequest(100, TimeUnit.MILLISECONDS);
    }
    return all;
  }

  /** What the browser reads of a request. */
  public String decrypted(RecordedRequest request) throws GeneralSecurityException {
    byte[] body = Objects.requireNonNull(request.getBody()).toByteArray();
    byte[] salt = Arrays.copyOf(body, SALT_BYTES);
    int keyLength = body[HEADER_BYTES - 1];
    byte[] senderKey = Arrays.copyOfRange(body, HEADER_BYTES, HEADER_BYTES + keyLength);
    byte[] record = Arrays.copyOfRange(body, HEADER_BYTES + keyLength, body.length);
    if (ByteBuffer.wrap(body, SALT_BYTES, 4).getInt() < record.length) {
      throw new IllegalArgumentException("more than one record");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.privateKey());
    agreement.doPhase(P256.publicKey(senderKey).orElseThrow(), true);
    byte[] keyInfo =
        joined(
            "WebPush: info\0".getBytes(StandardCharsets.US_ASCII),
            P256.bytes(p256dh()).orElseThrow(),
            senderKey);
    byte[] secret = hkdf(auth, agreement.generateSecret(), keyInfo, 32);
    byte[] key = hkdf(salt, secret, info("aes128gcm"), 16);
    byte[] nonce = hkdf(salt, secret, info("nonce"), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    byte[] padded = cipher.doFinal(record);
    int end = padded.length - 1;
    while (padded[end] == 0) {
      end--;
    }
    if (padded[end] != 2) {
      throw new IllegalArgumentException("not the last record");
    }
    return new String(padded, 0, end, StandardCharsets.UTF_8);
  }

  /** The claims of the token that a request shows, if it is signed by these keys. */
  public static JsonNode claims(RecordedRequest request, VapidKeys keys)
      throws GeneralSecurityException, IOException {
    String header = Objects.requireNonNull(request.getHeaders().get("Authorization"));
    if (!header.matches("vapid t=[\\w.-]+, ?k=" + keys.publicText())) {
      throw new IllegalArgumentException("not the scheme vapid, or another key");
    }
    String[] parts = header.substring("vapid t=".length(), header.indexOf(',')).split("\\.");
    Signature verifying = Signature.getInstance("SHA256withECDSAinP1363Format");
    ECPublicKey key = keys.publicKey();
    verifying.initVerify(key);
    verifying.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    if (!verifying.verify(Base64.getUrlDecoder().decode(parts[2]))) {
      throw new IllegalArgumentException("not signed by that key");
    }
    JsonNode type = json.readTree(Base64.getUrlDecoder().decode(parts[0]));
    if (!type.path("alg").asText().equals("ES256")) {
      throw new IllegalArgumentException("another algorithm");
    }
    return json.readTree(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static byte[] info(String of) {
    return ("Content-Encoding: " + of + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  /** RFC 5869, of one block. */
  private static byte[] hkdf(byte[] salt, byte[] input, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(salt, input);
    return Arrays.copyOf(hmac(extracted, joined(info, BigInteger.ONE.toByteArray())), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  @Override
  public void close() {
    server.close();
  }
}
