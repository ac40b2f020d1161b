package io.chasqui.server.recipient;

import io.chasqui.contract.delivery.Channel;
import java.util.List;

/** Where one channel reaches recipients; a bean for each channel. */
public interface ChannelAddresses {

  /** Whose addresses these are. */
  Channel channel();

  /**
   * All by which a recipient is reached, in an order of its own. Asked in the transaction that
   * stores the deliveries, in which nobody erases the recipient.
   *
   * @return empty: there is none
   */
  List<ChannelAddress> of(DirectoryEntry recipient);
}
