package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import java.util.List;
import java.util.Set;

/**
 * What somebody wants of one category.
 *
 * @param enabled whether it may be written to at all, unless the category is mandatory
 * @param channels the only ones for it; empty: all
 */
public record CategoryPreference(boolean enabled, List<Channel> channels) {

  /** Of one of which nothing was said. */
  static final CategoryPreference ALL = new CategoryPreference(true, List.of());

  public CategoryPreference {
    channels = List.copyOf(channels);
  }

  /** When it is refused on these channels; on all of its own it is not enabled. */
  CategoryPreference without(Set<Channel> refused) {
    List<Channel> before = channels.isEmpty() ? List.of(Channel.values()) : channels;
    List<Channel> left = before.stream().filter(channel -> !refused.contains(channel)).toList();
    return left.isEmpty()
        ? new CategoryPreference(false, channels)
        : new CategoryPreference(enabled, left.size() == before.size() ? channels : left);
  }
}
