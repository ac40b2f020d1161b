package io.chasqui.server.recipient.preference;

import io.chasqui.contract.delivery.Channel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants, besides language and zone, which are the recipient's.
 *
 * @param disabled channels that are not used
 * @param blocked channels that are never used
 * @param order the channels that are tried first; empty: the order of the installation
 * @param categories those about which something was said
 * @param quietHours null: those of the installation
 */
public record Preferences(
    Set<Channel> disabled,
    Set<Channel> blocked,
    List<Channel> order,
    Map<String, CategoryPreference> categories,
    @Nullable OwnQuietHours quietHours) {

  /** Of somebody who said nothing. */
  public static final Preferences NONE =
      new Preferences(Set.of(), Set.of(), List.of(), Map.of(), null);

  public Preferences {
    disabled = copy(disabled);
    blocked = copy(blocked);
    order = List.copyOf(order);
    categories = Collections.unmodifiableMap(new TreeMap<>(categories));
  }

  /** With these in place of what was said of categories. */
  public Preferences with(Map<String, CategoryPreference> others) {
    return new Preferences(disabled, blocked, order, others, quietHours);
  }

  private static Set<Channel> copy(Set<Channel> channels) {
    return channels.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(channels));
  }
}
