package io.chasqui.server.recipient.suppression;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.delivery.address.Recipient;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suppression that somebody asks for: of an address or of a recipient.
 *
 * @param channel null: whatever goes to the recipient; an address has one
 * @param category null: whatever it is about
 * @param until null: for good
 */
public record NewSuppression(
    @Nullable Channel channel,
    @Nullable Recipient address,
    @Nullable UUID recipientId,
    @Nullable String category,
    SuppressionReason reason,
    @Nullable Instant until) {

  /**
   * @throws IllegalArgumentException when it is about none or both, or an address has no channel
   */
  public NewSuppression {
    if ((address == null) == (recipientId == null) || address != null && channel == null) {
      throw new IllegalArgumentException("of an address with its channel, or of a recipient");
    }
  }
}
