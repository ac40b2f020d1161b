package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.address.Recipient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What changes for deliveries when their host does. Whoever changes a delivery's job as well begins
 * with that.
 */
public interface EndpointLedger {

  /**
   * Some of an endpoint's that are open, in the order of their ids.
   *
   * @param otherThan leaves out those on this lane; null: none
   * @param after the last one of the page before; null: from the first on
   */
  List<DeliveryId> open(
      Recipient endpoint, @Nullable Lane otherThan, @Nullable DeliveryId after, int atMost);

  /**
   * Ends a delivery that nobody holds as failed, though nobody tried it.
   *
   * @param code why, for programs
   * @return its channel; empty when it is being sent or has ended
   */
  Optional<Channel> giveUp(DeliveryId id, String code);

  /**
   * Makes all of an endpoint's that are open those of another, also those that are being sent: they
   * go there in their next attempt.
   *
   * @param addressHash of the other one, 64 hexadecimal digits
   */
  void move(Recipient from, Recipient to, String addressHash);

  /** Brings those of these that nobody holds to another lane of their channel. */
  void changeLane(List<DeliveryId> ids, Lane lane);
}
