package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.ReceiptStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Takes what providers tell of messages after they have taken them. */
@Service
public class Receipts {

  private final ReceiptLedger ledger;
  private final DeliveryCounters counters;

  Receipts(ReceiptLedger ledger, MeterRegistry meters) {
    this.ledger = ledger;
    this.counters = new DeliveryCounters(meters);
  }

  /**
   * Records what was told. A delivery that has not arrived has failed then, see {@link
   * ReceiptLedger#undelivered}.
   *
   * @param providerKey names the provider, {@code sms:<name>}
   * @param providerMessageId how it calls the message
   * @param code why it has not arrived, as the provider numbers it, at most 32 characters; null: it
   *     did not say, or it has
   * @return the delivery that is another one now; empty: there is none of that name, or it had been
   *     told of before
   */
  public Optional<DeliveryId> record(
      Channel channel,
      String providerKey,
      String providerMessageId,
      ReceiptStatus status,
      @Nullable String code) {
    return ledger
        .find(providerKey, providerMessageId)
        .filter(id -> record(channel, id, providerMessageId, status, code));
  }

  private boolean record(
      Channel channel,
      DeliveryId id,
      String providerMessageId,
      ReceiptStatus status,
      @Nullable String code) {
    if (status == ReceiptStatus.RECEIVED) {
      return ledger.received(id, providerMessageId);
    }
    Optional<DeliveryStatus> now = ledger.undelivered(id, providerMessageId, code);
    now.filter(DeliveryStatus.FAILED::equals)
        .ifPresent(failed -> counters.ended(channel, DeliveryStatus.FAILED));
    return now.isPresent();
  }
}
