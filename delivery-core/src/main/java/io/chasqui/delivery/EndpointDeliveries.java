package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.address.Recipient;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the open deliveries of an endpoint that is not what it was when they were stored.
 * What is being sent just now is left to its worker, and so has to be looked after again.
 */
@Service
public class EndpointDeliveries {

  private static final int BATCH = 500;

  private final EndpointLedger ledger;
  private final DeliveryJobQueue jobs;
  private final TransactionTemplate transaction;
  private final DeliveryCounters counters;

  EndpointDeliveries(
      EndpointLedger ledger,
      DeliveryJobQueue jobs,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.ledger = ledger;
    this.jobs = jobs;
    this.transaction = transaction;
    this.counters = new DeliveryCounters(meters);
  }

  /**
   * Ends those that wait as failed; each in a transaction of its own.
   *
   * @param code why, for programs
   * @return whether none is open any more
   */
  public boolean giveUp(Recipient endpoint, String code) {
    List<DeliveryId> batch = ledger.open(endpoint, null, null, BATCH);
    while (!batch.isEmpty()) {
      batch.forEach(id -> giveUp(id, code));
      batch = ledger.open(endpoint, null, last(batch), BATCH);
    }
    return ledger.open(endpoint, null, null, 1).isEmpty();
  }

  /** Its job is locked first, as workers do it. */
  private void giveUp(DeliveryId id, String code) {
    Optional<Channel> ended =
        transaction.execute(
            status -> {
              jobs.hold(id);
              Optional<Channel> channel = ledger.giveUp(id, code);
              channel.ifPresent(of -> jobs.retire(id, code));
              return channel;
            });
    if (ended != null) {
      ended.ifPresent(channel -> counters.ended(channel, DeliveryStatus.FAILED));
    }
  }

  /**
   * Brings those that wait to the lane of another host, with their jobs.
   *
   * @return whether none is open on another lane any more
   */
  public boolean changeLane(Recipient endpoint, Lane lane) {
    @Nullable DeliveryId after = null;
    List<DeliveryId> batch = ledger.open(endpoint, lane, after, BATCH);
    while (!batch.isEmpty()) {
      List<DeliveryId> some = batch;
      transaction.executeWithoutResult(
          status -> ledger.changeLane(jobs.changeLane(some, lane), lane));
      after = last(batch);
      batch = ledger.open(endpoint, lane, after, BATCH);
    }
    return ledger.open(endpoint, lane, null, 1).isEmpty();
  }

  /**
   * Makes the open ones of an endpoint those of another, in the transaction of the caller; their
   * lane is that of the first one until it is {@linkplain #changeLane changed}.
   *
   * @param addressHash of the other one, 64 hexadecimal digits
   */
  public void move(Recipient from, Recipient to, String addressHash) {
    ledger.move(from, to, addressHash);
  }

  private static DeliveryId last(List<DeliveryId> batch) {
    return batch.get(batch.size() - 1);
  }
}
