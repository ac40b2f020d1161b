package io.chasqui.server.recipient;

import io.chasqui.contract.delivery.Channel;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where recipients are reached, for those who store deliveries to them. */
@Component
public class RecipientAddresses {

  private final RecipientStore store;
  private final Map<Channel, ChannelAddresses> channels = new EnumMap<>(Channel.class);

  RecipientAddresses(RecipientStore store, List<ChannelAddresses> channels) {
    this.store = store;
    channels.forEach(channel -> this.channels.put(channel.channel(), channel));
  }

  /**
   * The recipients of these ids. Nobody erases or changes one of them until the transaction of the
   * caller ends, so what it stores for them is erased with them.
   *
   * @return without those that there are not, or that were erased
   */
  public Map<UUID, DirectoryEntry> keep(Collection<UUID> ids) {
    return store.keep(ids);
  }

  /**
   * All addresses by which a channel reaches a recipient.
   *
   * @param kept by {@link #keep}, in the same transaction
   */
  public List<ChannelAddress> of(DirectoryEntry kept, Channel channel) {
    ChannelAddresses addresses = channels.get(channel);
    return addresses == null ? List.of() : addresses.of(kept);
  }
}
