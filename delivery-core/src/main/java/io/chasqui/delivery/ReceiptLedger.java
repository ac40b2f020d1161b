package io.chasqui.delivery;

import io.chasqui.contract.delivery.DeliveryStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of a message after it has taken it. The first word stays: one that is
 * repeated, comes late or contradicts it changes nothing.
 */
public interface ReceiptLedger {

  /**
   * The delivery whose newest attempt went to a provider that calls the message so; of several the
   * newest.
   *
   * @param channelKey names the provider
   */
  Optional<DeliveryId> find(String channelKey, String providerMessageId);

  /**
   * Records that a message has arrived.
   *
   * @return false when it is not called so any more, is not delivered, or has a receipt
   */
  boolean received(DeliveryId id, String providerMessageId);

  /**
   * Records that a message has not arrived. Its delivery has failed then, unless it was ended more
   * than 72 hours ago.
   *
   * @param code why, as the provider numbers it, at most 32 characters; null: it did not say
   * @return how the delivery is now; empty when it is not called so any more, is not delivered, or
   *     has a receipt
   */
  Optional<DeliveryStatus> undelivered(
      DeliveryId id, String providerMessageId, @Nullable String code);
}
