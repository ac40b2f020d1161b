package io.chasqui.delivery.address;

import java.util.UUID;

/**
 * A browser that takes web push messages. Its text form is masked.
 *
 * @param id of the subscription, never its URL: that is a secret between browser and sender
 */
public record PushSubscription(UUID id) implements Recipient {

  @Override
  public Kind kind() {
    return Kind.PUSH_SUBSCRIPTION;
  }

  @Override
  public String value() {
    return id.toString();
  }

  @Override
  public String toString() {
    return "PushSubscription[***]";
  }
}
