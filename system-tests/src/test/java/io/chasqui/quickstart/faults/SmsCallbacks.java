package io.chasqui.quickstart.faults;

import io.chasqui.quickstart.process.ChildProcess;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Calls a server as Twilio does for the gateway {@code tw}.
 *
 * @param password with which it signs
 */
record SmsCallbacks(String password) {

  static final String PUBLIC_URL = "https://desk.example";
  static final String ACCOUNT = "AC00000000000000000000000000000000";

  /** What is told by {@code status} or {@code inbound}. */
  HttpRequest.Builder call(ChildProcess server, String what, Map<String, String> fields)
      throws GeneralSecurityException {
    String path = "/callbacks/sms/tw/" + what;
    String form =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(server.uri().resolve(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Twilio-Signature", signature(path, fields))
        .POST(BodyPublishers.ofString(form));
  }

  private String signature(String path, Map<String, String> fields)
      throws GeneralSecurityException {
    StringBuilder signed = new StringBuilder(PUBLIC_URL).append(path);
    new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    return Base64.getEncoder()
        .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
