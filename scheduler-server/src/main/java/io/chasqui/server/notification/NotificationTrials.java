package io.chasqui.server.notification;

import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.notification.decision.CapBook;
import io.chasqui.server.notification.decision.ChosenTemplates;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.Decider;
import io.chasqui.server.notification.decision.DecisionSettings;
import io.chasqui.server.notification.decision.DecisionStep;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.KnownPeople;
import io.chasqui.server.notification.decision.Person;
import io.chasqui.server.notification.decision.Trace;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Categories;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What would be decided about an event at some time, by the code that decides. Nothing is stored.
 */
@Service
public class NotificationTrials {

  private final NotificationStore store;
  private final Decider decider;
  private final KnownPeople people;
  private final Recipients recipients;
  private final EventTypes types;
  private final Categories categories;
  private final MessageRenderer renderer;
  private final DecisionSettings settings;

  NotificationTrials(
      NotificationStore store,
      Decider decider,
      KnownPeople people,
      Recipients recipients,
      EventTypes types,
      Categories categories,
      MessageRenderer renderer,
      DecisionSettings settings) {
    this.store = store;
    this.decider = decider;
    this.people = people;
    this.recipients = recipients;
    this.types = types;
    this.categories = categories;
    this.renderer = renderer;
    this.settings = settings;
  }

  /**
   * What would be decided.
   *
   * @param decisions why, line by line
   */
  public record Trial(Decided decided, List<DecisionStep> decisions) {

    public Trial {
      decisions = List.copyOf(decisions);
    }
  }

  /**
   * Tries an order out.
   *
   * @param now when it would be taken in
   */
  public Trial of(NotificationOrder order, Instant now) {
    EventType type = types.rulesOf(order.event());
    String category = order.category() == null ? type.category() : order.category();
    Commission one =
        Commission.of(
            order, type, categories.rulesOf(category), settings.isByRecipientAlone(), now);
    Trace trace = new Trace(one.now(), 0);
    return new Trial(decide(one, trace), trace.steps());
  }

  private Decided decide(Commission one, Trace trace) {
    Optional<Person> person =
        recipients
            .find(one.order().recipientId())
            .flatMap(entry -> people.of(Map.of(entry.id(), entry)).values().stream().findFirst());
    if (person.isEmpty()) {
      trace.stop(Step.RECIPIENT, null, "UNKNOWN_RECIPIENT");
      return new Decided.Impossible("UNKNOWN_RECIPIENT", List.<FieldProblem>of());
    }
    if (!one.data().problems().isEmpty()) {
      trace.stop(Step.RENDER, null, "INVALID_DATA");
      return new Decided.Impossible("INVALID_DATA", one.data().problems());
    }
    return decider.decide(
        one.matter(), person.get(), caps(one), new ChosenTemplates(renderer), trace);
  }

  private CapBook caps(Commission one) {
    CapBook caps = new CapBook();
    Cap cap = one.category().cap();
    if (cap != null) {
      String name = one.category().name();
      Instant after = one.now().minus(cap.per());
      caps.add(
          one.order().recipientId(),
          name,
          store.uses(one.order().recipientId(), name, after, null));
    }
    return caps;
  }
}
