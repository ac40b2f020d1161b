package io.chasqui.delivery.webhook;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Lane;
import io.chasqui.platform.http.Origins;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.UnreadableSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody takes webhooks. Its text form tells nothing of it.
 *
 * @param id what deliveries name it by
 * @param recipientId whose it is
 * @param url may hold secrets of its own
 * @param sealedSecrets encrypted, those that sign now: the newest first
 * @param disabled why nothing is sent to it any more; null: it is enabled
 * @param disabledAt since when; null: it is enabled
 * @param isFailing whether its last attempt failed
 */
public record Endpoint(
    UUID id,
    UUID recipientId,
    String url,
    List<String> sealedSecrets,
    @Nullable Reason disabled,
    @Nullable Instant disabledAt,
    boolean isFailing) {

  /** Why an endpoint is disabled; stored by these names. */
  public enum Reason {
    /** It answered 410. */
    GONE,
    /** It took nothing for {@code chasqui.webhook.disable-after}. */
    FAILING
  }

  public Endpoint {
    sealedSecrets = List.copyOf(sealedSecrets);
  }

  /** Where its secrets are kept, as the {@link SecretBox} wants to know it. */
  public static String place(UUID id) {
    return "webhook_endpoint/" + id;
  }

  /** That of its host. */
  public Lane lane() {
    return Lane.of(Channel.WEBHOOK, Origins.of(url));
  }

  /**
   * Those that sign now, the newest first.
   *
   * @throws UnreadableSecret when one cannot be decrypted
   */
  public List<WebhookSecret> secrets(SecretBox box) throws UnreadableSecret {
    List<WebhookSecret> secrets = new ArrayList<>();
    for (String sealed : sealedSecrets) {
      secrets.add(WebhookSecret.read(box.open(sealed, place(id))).orElseThrow());
    }
    return secrets;
  }

  @Override
  public String toString() {
    return "Endpoint[" + id + "]";
  }
}
