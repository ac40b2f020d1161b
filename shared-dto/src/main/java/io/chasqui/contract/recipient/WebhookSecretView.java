package io.chasqui.contract.recipient;

/**
 * The secret that a recipient's webhooks are signed with from now on.
 *
 * @param secret is shown once; the one before signs too for a while
 */
public record WebhookSecretView(String secret) {

  @Override
  public String toString() {
    return "WebhookSecretView[***]";
  }
}
