package io.chasqui.server.recipient;

import io.chasqui.contract.delivery.Channel;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the directory's changes do to suppressions of its recipients, in the transaction of the
 * caller. Those of addresses are not touched: they are about whoever has the address.
 */
public interface RecipientSuppressions {

  /** Those of one recipient become another's. */
  void move(UUID from, UUID to);

  /**
   * Those of a recipient who is being erased become ones of the keyed hashes of its addresses. Its
   * addresses are not there any more, their hashes are.
   */
  void keepByHash(UUID recipient);

  /**
   * What somebody has unsubscribed from, whatever else is said of it: by the category the channels
   * that it is refused on.
   */
  Map<String, Set<Channel>> unsubscribed(UUID recipient);

  /**
   * Somebody wants these categories again.
   *
   * @return whether any of them had been refused
   */
  boolean subscribedAgain(UUID recipient, Set<String> categories);
}
