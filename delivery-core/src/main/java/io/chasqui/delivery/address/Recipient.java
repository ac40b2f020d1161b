package io.chasqui.delivery.address;

import io.chasqui.contract.delivery.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Whom a delivery is for. Each kind checks itself as it is made, so that there is none that could
 * not be sent to; what was stored under the rules of its time is a {@link StoredRecipient}. Text
 * forms are masked, because they end up in logs.
 */
public sealed interface Recipient
    permits EmailAddress, PhoneNumber, TelegramChat, PushSubscription, WebhookEndpoint {

  /** How a recipient is addressed; column {@code recipient_kind}, so the names stay. */
  enum Kind {
    /** {@link EmailAddress}. */
    EMAIL_ADDRESS,
    /** {@link TelegramChat}. */
    CHAT_ID,
    /** {@link PhoneNumber}. */
    PHONE_NUMBER,
    /** {@link PushSubscription}. */
    PUSH_SUBSCRIPTION,
    /** {@link WebhookEndpoint}. */
    WEBHOOK_ENDPOINT;

    /** Whether deliveries of a channel can go to it. */
    public boolean fits(Channel channel) {
      return switch (this) {
        case EMAIL_ADDRESS -> channel == Channel.EMAIL;
        case CHAT_ID -> channel == Channel.TELEGRAM;
        case PHONE_NUMBER -> channel == Channel.SMS || channel == Channel.TELEGRAM;
        case PUSH_SUBSCRIPTION -> channel == Channel.PUSH;
        case WEBHOOK_ENDPOINT -> channel == Channel.WEBHOOK;
      };
    }

    /** Whether it is an id of ours, which does not say whose host it leads to. */
    public boolean isId() {
      return switch (this) {
        case EMAIL_ADDRESS, CHAT_ID, PHONE_NUMBER -> false;
        case PUSH_SUBSCRIPTION, WEBHOOK_ENDPOINT -> true;
      };
    }
  }

  /** How it is addressed. */
  Kind kind();

  /** As it is stored and shown, and as it is looked for; column {@code recipient}. */
  String value();

  /**
   * What is used in place of the value.
   *
   * @return null: the value itself
   */
  default @Nullable String ascii() {
    return null;
  }
}
