package io.chasqui.server.contact;

import io.chasqui.contract.contact.ContactMessageView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.page.PageQuery;
import java.time.Instant;
import java.util.List;

/** The contact messages that are kept. */
public interface ContactMessages {

  /** Adds a message in the transaction of the caller, with the deliveries that tell of it. */
  void add(ContactMessage message, List<DeliveryId> deliveries);

  /** Messages with the states of their deliveries, newest first. */
  List<ContactMessageView> list(PageQuery query);

  /**
   * Removes messages that were received at this time or before, and the deliveries that told of
   * them, which repeat them. One with a delivery that is still open or uncertain stays, and so does
   * one with a delivery that somebody is just starting anew.
   *
   * @return how many; fewer than {@code atMost} when none is left
   */
  int remove(Instant receivedUntil, int atMost);
}
