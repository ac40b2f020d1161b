package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Category;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How much of categories with a cap people were sent; goes on with what is decided. */
public final class CapBook {

  private final Map<Page, List<CapUse>> uses = new HashMap<>();

  /** What is known already of somebody, whose row is held. */
  public void add(UUID recipient, String category, List<CapUse> known) {
    uses.computeIfAbsent(new Page(recipient, category), page -> new ArrayList<>()).addAll(known);
  }

  /**
   * The first instant from this on at which somebody may be sent one more: then the {@code max}-th
   * last before it is so long ago.
   */
  Instant roomFrom(UUID recipient, Category category, Channel channel, Instant at) {
    Cap cap = category.cap();
    if (cap == null || !isCounted(cap, channel)) {
      return at;
    }
    List<Instant> times =
        uses.getOrDefault(new Page(recipient, category.name()), List.of()).stream()
            .filter(use -> isCounted(cap, use.channel()))
            .map(CapUse::at)
            .sorted()
            .toList();
    if (times.size() < cap.max()) {
      return at;
    }
    Instant free = times.get(times.size() - cap.max()).plus(cap.per());
    return free.isAfter(at) ? free : at;
  }

  private static boolean isCounted(Cap cap, Channel channel) {
    return cap.channels().isEmpty() || cap.channels().contains(channel);
  }

  private record Page(UUID recipient, String category) {}
}
