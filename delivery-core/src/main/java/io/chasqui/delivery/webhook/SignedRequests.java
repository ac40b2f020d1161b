package io.chasqui.delivery.webhook;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;

/** Makes requests as Standard Webhooks 1.0.0 has them. */
public final class SignedRequests {

  /** What a body is. */
  public static final MediaType JSON = MediaType.get("application/json");

  private final String userAgent;

  /**
   * @param build of this application; without it, requests do not tell the version
   */
  public SignedRequests(ObjectProvider<BuildProperties> build) {
    BuildProperties known = build.getIfAvailable();
    this.userAgent = known == null ? "Chasqui" : "Chasqui/" + known.getVersion();
  }

  /**
   * A request that its receiver can check.
   *
   * @param id the same however often the message is sent, by which its receiver knows a repetition
   * @param at when it is sent
   * @param text what is signed
   * @param body writes just that, in UTF-8
   * @param secrets each signs
   */
  public Request.Builder request(
      String url,
      String id,
      Instant at,
      String text,
      RequestBody body,
      List<WebhookSecret> secrets) {
    long timestamp = at.getEpochSecond();
    String signatures =
        secrets.stream()
            .map(secret -> signature(secret, id, timestamp, text))
            .collect(Collectors.joining(" "));
    return new Request.Builder()
        .url(url)
        .header("User-Agent", userAgent)
        .header("webhook-id", id)
        .header("webhook-timestamp", String.valueOf(timestamp))
        .header("webhook-signature", signatures)
        .post(body);
  }

  private static String signature(WebhookSecret secret, String id, long timestamp, String text) {
    try {
      return new Webhook(secret.reveal()).sign(id, timestamp, text);
    } catch (WebhookSigningException | EmptyWebhookSecretException e) {
      throw new IllegalStateException("every Java has HmacSHA256, and no secret is empty", e);
    }
  }
}
