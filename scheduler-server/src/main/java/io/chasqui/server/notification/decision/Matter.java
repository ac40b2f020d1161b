package io.chasqui.server.notification.decision;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.template.Occasion;
import io.chasqui.server.template.event.EventType;
import java.time.Instant;
import java.util.List;

/**
 * An event that is to be told to one person.
 *
 * @param occasion what happened, with its data
 * @param type what holds for such events
 * @param category of what it is
 * @param asked the channels that were asked for, in this order; empty: the usual ones
 * @param used those that are not to be tried any more
 * @param at not before
 * @param expiresAt never at or after it
 */
public record Matter(
    Occasion occasion,
    EventType type,
    Category category,
    List<Channel> asked,
    List<Channel> used,
    Instant at,
    Instant expiresAt) {

  public Matter {
    asked = List.copyOf(asked);
    used = List.copyOf(used);
  }
}
