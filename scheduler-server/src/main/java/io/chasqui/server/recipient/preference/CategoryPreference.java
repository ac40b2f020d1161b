package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import java.util.List;

/**
 * What somebody wants of one category.
 *
 * @param enabled whether it may be written to at all, unless the category is mandatory
 * @param channels the only ones for it; empty: all
 */
public record CategoryPreference(boolean enabled, List<Channel> channels) {

  public CategoryPreference {
    channels = List.copyOf(channels);
  }
}
