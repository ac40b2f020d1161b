package io.chasqui.server.recipient.webhook;

import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Acts on webhooks as the audit has them; neither an address nor a secret is among them. */
@Component
class WebhookActs {

  private static final String KIND = "RECIPIENT";

  private final Audit audit;

  WebhookActs(Audit audit) {
    this.audit = audit;
  }

  /**
   * @param isNew whether the recipient had none before
   * @param hasSecret whether the secret was set too
   */
  void registered(UUID recipient, boolean isNew, boolean hasSecret) {
    audit.record(
        of("recipient.webhook-registered", recipient)
            .with("added", isNew)
            .with("secret", hasSecret));
  }

  void removed(UUID recipient) {
    audit.record(of("recipient.webhook-removed", recipient));
  }

  void rotated(UUID recipient) {
    audit.record(of("recipient.webhook-rotated", recipient));
  }

  void enabled(UUID recipient) {
    audit.record(of("recipient.webhook-enabled", recipient));
  }

  void tested(UUID recipient, boolean isDelivered) {
    audit.record(of("recipient.webhook-tested", recipient).with("delivered", isDelivered));
  }

  private static Act of(String what, UUID recipient) {
    return Act.done(what, KIND, recipient.toString());
  }
}
