package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deliveries by the recipient of the directory whose they are. */
public interface RecipientDeliveries {

  /**
   * Some of a recipient's, in the order of their ids; what was erased is nobody's any more.
   *
   * @param after the last one of the page before; null: from the first on
   */
  List<DeliveryId> page(UUID recipient, @Nullable DeliveryId after, int atMost);

  /** The newest of a recipient's, newest first. */
  List<Latest> latest(UUID recipient, int atMost);

  /** Those of these deliveries that nobody has begun to send, and that have not ended. */
  List<DeliveryId> waiting(List<DeliveryId> deliveries);

  /** Makes all of one recipient those of another, in the transaction of the caller. */
  void move(UUID from, UUID to);

  /**
   * Erases what names or tells of a person, as {@link PersonalData} does, in those of these
   * deliveries that have ended. One that is open, uncertain, or held by somebody just now is left
   * as it is.
   *
   * @return how many were erased
   */
  int erase(List<DeliveryId> deliveries);

  /**
   * One of them, without anything of the person.
   *
   * @param id of the delivery
   * @param correlationId that it was requested with
   * @param channel the way that it takes
   * @param status as of now
   * @param due when it is sent, or was to be
   */
  record Latest(
      DeliveryId id, String correlationId, Channel channel, DeliveryStatus status, Instant due) {}
}
