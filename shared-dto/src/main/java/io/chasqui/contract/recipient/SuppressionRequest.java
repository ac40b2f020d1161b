package io.chasqui.contract.recipient;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.chasqui.contract.constraint.ChatIdDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks that somebody is not written to any more.
 *
 * @param channel EMAIL, TELEGRAM, SMS, PUSH or WEBHOOK; required with an address
 * @param address an e-mail address, a phone number, a chat's id, or the id of a push subscription
 *     or webhook, by the channel
 * @param recipientId of the directory, in place of an address
 * @param category what is not to be sent; absent: nothing is
 * @param reason MANUAL (default) or COMPLAINT
 * @param until ISO-8601, later than now; absent: for good
 */
public record SuppressionRequest(
    @Nullable String channel,
    @JsonDeserialize(using = ChatIdDeserializer.class) @Nullable String address,
    @Nullable String recipientId,
    @Nullable String category,
    @Nullable String reason,
    @Nullable String until) {

  @Override
  public String toString() {
    return "SuppressionRequest[***]";
  }
}
