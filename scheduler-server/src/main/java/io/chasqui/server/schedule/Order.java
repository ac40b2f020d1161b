package io.chasqui.server.schedule;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.MessageContent;
import io.chasqui.delivery.Origin;
import io.chasqui.delivery.address.Recipient;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.recipient.ChannelAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, understood but for where somebody of the directory is reached: that is
 * looked up as it is stored. Every other value is checked.
 *
 * @param address null: that of the recipient
 * @param recipientId in place of an address
 * @param subject e-mail only
 * @param message empty: none
 * @param content goes out in place of the message; null: the message itself
 * @param attachmentName null: there is no report
 * @param requestedBy the name of a key
 */
public record Order(
    Channel channel,
    @Nullable Recipient address,
    @Nullable UUID recipientId,
    CorrelationId correlationId,
    @Nullable String subject,
    String message,
    @Nullable MessageContent content,
    CorrelationId reportId,
    @Nullable String attachmentName,
    @Nullable Long customerId,
    OnUnknown onUnknown,
    Instant scheduledTime,
    @Nullable Instant expiresAt,
    @Nullable String category,
    @Nullable String requestedBy) {

  /**
   * The e-mail address that is used, with its domain in ASCII; null: as given, or somebody's of the
   * directory.
   */
  public @Nullable String recipientAscii() {
    return address == null ? null : address.ascii();
  }

  /** The delivery to the address that the request names. */
  DeliveryRequest delivery() {
    if (address == null) {
      throw new IllegalStateException("the directory has the address");
    }
    return to(address, Lane.of(channel));
  }

  /** The delivery to one address of the recipient. */
  DeliveryRequest to(ChannelAddress one) {
    return to(one.recipient(), one.lane());
  }

  private DeliveryRequest to(Recipient recipient, Lane lane) {
    DeliveryRequest.Builder delivery =
        DeliveryRequest.to(channel, recipient, onUnknown)
            .lane(lane)
            .origin(Origin.REQUEST)
            .requestedBy(requestedBy)
            .recipientId(recipientId)
            .category(category)
            .correlationId(correlationId)
            .subject(subject)
            .message(content == null ? message : "")
            .content(content)
            .customerId(customerId)
            .at(scheduledTime)
            .expiresAt(expiresAt);
    return (attachmentName == null ? delivery : delivery.report(reportId, attachmentName)).build();
  }

  /** Digests are stored: what is added later comes last, and only where a request has it. */
  List<@Nullable Object> identity() {
    List<@Nullable Object> parts =
        new ArrayList<>(
            Arrays.asList(
                correlationId.value(),
                channel,
                address == null ? null : address.kind(),
                address == null ? null : address.value(),
                subject,
                message,
                attachmentName,
                customerId,
                onUnknown,
                scheduledTime,
                expiresAt));
    if (!reportId.equals(correlationId)) {
      parts.add("reportId=" + reportId);
    }
    if (recipientId != null) {
      parts.add("recipientId=" + recipientId);
    }
    if (category != null) {
      parts.add("category=" + category);
    }
    return parts;
  }

  /** Nothing of the person, or of what is said. */
  @Override
  public String toString() {
    return "Order[" + correlationId + "]";
  }
}
