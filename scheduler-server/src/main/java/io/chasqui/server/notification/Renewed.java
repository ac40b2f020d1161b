package io.chasqui.server.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.notification.decision.CapBook;
import io.chasqui.server.notification.decision.ChosenTemplates;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.Decider;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.KnownPeople;
import io.chasqui.server.notification.decision.Matter;
import io.chasqui.server.notification.decision.Person;
import io.chasqui.server.notification.decision.Trace;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Categories;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.Occasion;
import io.chasqui.server.template.event.EventData;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Decides once more about a notification that is there, by the rules of this moment. */
@Component
class Renewed {

  private final NotificationStore store;
  private final Decider decider;
  private final KnownPeople people;
  private final EventTypes types;
  private final Categories categories;
  private final MessageRenderer renderer;

  Renewed(
      NotificationStore store,
      Decider decider,
      KnownPeople people,
      EventTypes types,
      Categories categories,
      MessageRenderer renderer) {
    this.store = store;
    this.decider = decider;
    this.people = people;
    this.types = types;
    this.categories = categories;
    this.renderer = renderer;
  }

  /**
   * Decides, in the transaction of the caller, who holds the notification.
   *
   * @param used channels that are not to be tried any more
   */
  Decided decide(Notification held, List<Channel> used, Instant now, Trace trace) {
    UUID recipient = held.recipientId();
    Person person = recipient == null ? null : people.keep(Set.of(recipient)).get(recipient);
    JsonNode written = held.data();
    if (recipient == null || person == null || written == null) {
      trace.stop(Step.RECIPIENT, null, "UNKNOWN_RECIPIENT");
      return new Decided.Impossible("UNKNOWN_RECIPIENT", List.of());
    }
    EventType type = types.rulesOf(held.event());
    EventData data = EventData.read(type, written);
    if (!data.problems().isEmpty()) {
      trace.stop(Step.RENDER, null, "INVALID_DATA");
      return new Decided.Impossible("INVALID_DATA", data.problems());
    }
    Category category = categories.rulesOf(held.category());
    Matter matter =
        new Matter(
            new Occasion(held.id(), held.event(), held.occurredAt(), recipient, data),
            type,
            category,
            held.askedChannels(),
            used,
            held.scheduledTime().isAfter(now) ? held.scheduledTime() : now,
            held.expiresAt());
    return decider.decide(
        matter, person, caps(held, category, now), new ChosenTemplates(renderer), trace);
  }

  private CapBook caps(Notification held, Category category, Instant now) {
    CapBook caps = new CapBook();
    UUID recipient = held.recipientId();
    Cap cap = category.cap();
    if (cap != null && recipient != null) {
      store.holdCaps(Set.of(recipient));
      caps.add(
          recipient,
          category.name(),
          store.uses(recipient, category.name(), now.minus(cap.per()), held.id()));
    }
    return caps;
  }
}
