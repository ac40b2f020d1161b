package io.chasqui.contract.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param id also the id of its job
 * @param correlationId ties what belongs together, 1-128 characters of {@code [A-Za-z0-9._:-]}
 * @param reportId names the report that is attached: correlationId, unless the request named
 *     another; null: there is none
 * @param channel the way that it takes
 * @param status its state now
 * @param recipient e-mail address as it was given, chat id or phone number; null: erased
 * @param recipientAscii the e-mail address that is used, with its domain in ASCII; absent when it
 *     is recipient
 * @param subject e-mail only; null: none, or erased
 * @param recipientId of the one in the directory whose it is; absent: nobody's there, or erased
 * @param category of what it is; absent: of none
 * @param customerId as the request gave it; null: it gave none
 * @param origin what made it
 * @param requestedBy the name of the key, or the login of the person, that asked for it; null: the
 *     server itself
 * @param scheduledTime when it is to be sent, at the earliest
 * @param expiresAt never sent after it; null: no deadline
 * @param createdAt when it was stored
 * @param completedAt when it reached a final state
 * @param erasedAt when recipient, texts and the provider's words were erased; absent as long as
 *     they are there
 * @param nextAttemptAt when it will be tried next; null when nothing is planned
 * @param failureCode why the last attempt failed or the delivery was given up
 * @param failureDetail the same in the provider's words, with addresses masked
 * @param providerMessageId what the provider calls the message
 * @param messageNumber by which gateways know an SMS, the same in each attempt; absent: it is none
 * @param segments how many parts an SMS takes; absent: it is none
 * @param receipt what the provider told after it had taken the message; absent: nothing, so far
 * @param attempts oldest first
 */
public record DeliveryView(
    UUID id,
    String correlationId,
    @Nullable String reportId,
    Channel channel,
    DeliveryStatus status,
    @Nullable String recipient,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String recipientAscii,
    @Nullable String subject,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID recipientId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String category,
    @Nullable Long customerId,
    OriginView origin,
    @Nullable String requestedBy,
    Instant scheduledTime,
    @Nullable Instant expiresAt,
    Instant createdAt,
    @Nullable Instant completedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant erasedAt,
    @Nullable Instant nextAttemptAt,
    @Nullable String failureCode,
    @Nullable String failureDetail,
    @Nullable String providerMessageId,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long messageNumber,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer segments,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReceiptView receipt,
    List<AttemptView> attempts) {

  public DeliveryView {
    attempts = List.copyOf(attempts);
  }
}
