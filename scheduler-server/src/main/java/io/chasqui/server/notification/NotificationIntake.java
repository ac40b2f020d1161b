package io.chasqui.server.notification;

import io.chasqui.server.notification.NewNotificationDeliveries.Told;
import io.chasqui.server.notification.NotificationStore.Claim;
import io.chasqui.server.notification.decision.CapBook;
import io.chasqui.server.notification.decision.ChosenTemplates;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.Decider;
import io.chasqui.server.notification.decision.DecisionSettings;
import io.chasqui.server.notification.decision.DecisionStep;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import io.chasqui.server.notification.decision.KnownPeople;
import io.chasqui.server.notification.decision.Person;
import io.chasqui.server.notification.decision.Trace;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Categories;
import io.chasqui.server.template.MessageRenderer;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes events in, from requests, batches and brokers: knows repetitions, decides, and stores what
 * follows, all in one transaction.
 */
@Component
public class NotificationIntake {

  private static final Logger log = LoggerFactory.getLogger(NotificationIntake.class);

  private final NotificationStore store;
  private final NewNotificationDeliveries deliveries;
  private final Decider decider;
  private final KnownPeople people;
  private final Recipients recipients;
  private final EventTypes types;
  private final Categories categories;
  private final MessageRenderer renderer;
  private final DecisionSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  NotificationIntake(
      NotificationStore store,
      NewNotificationDeliveries deliveries,
      Decider decider,
      KnownPeople people,
      Recipients recipients,
      EventTypes types,
      Categories categories,
      MessageRenderer renderer,
      DecisionSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.deliveries = deliveries;
    this.decider = decider;
    this.people = people;
    this.recipients = recipients;
    this.types = types;
    this.categories = categories;
    this.renderer = renderer;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Takes orders in, in the caller's transaction or in one of its own: all, or after an exception
   * none.
   *
   * @param refused what is kept of those that cannot be told by any channel
   * @return what became of each, in their order
   * @throws io.chasqui.server.api.problem.RequestRefused when the directory does not take what an
   *     order says of its recipient
   */
  public List<IntakeResult> takeIn(List<NotificationOrder> orders, OfRefused refused) {
    return Objects.requireNonNull(
        transaction.execute(status -> new Round(commissions(orders), refused).run()));
  }

  private List<Commission> commissions(List<NotificationOrder> orders) {
    Instant now = clock.instant();
    return orders.stream().map(order -> commission(order, now)).toList();
  }

  private Commission commission(NotificationOrder order, Instant now) {
    EventType type = types.rulesOf(order.event());
    String category = order.category() == null ? type.category() : order.category();
    return Commission.of(
        order, type, categories.rulesOf(category), settings.isByRecipientAlone(), now);
  }

  /** Orders that are taken in together. */
  private final class Round {

    private final List<Commission> commissions;
    private final OfRefused ofRefused;
    private final ChosenTemplates templates = new ChosenTemplates(renderer);
    private final CapBook caps = new CapBook();
    private final List<Notification> fresh = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private final Set<String> unused = new HashSet<>();

    Round(List<Commission> commissions, OfRefused ofRefused) {
      this.commissions = commissions;
      this.ofRefused = ofRefused;
    }

    List<IntakeResult> run() {
      changeDirectory();
      Map<UUID, Person> known =
          people.keep(
              commissions.stream()
                  .map(one -> one.order().recipientId())
                  .collect(Collectors.toSet()));
      Map<String, Commission> firsts = new LinkedHashMap<>();
      for (Commission one : commissions) {
        if (known.containsKey(one.order().recipientId()) || ofRefused == OfRefused.A_FAILED_ONE) {
          firsts.putIfAbsent(one.key(), one);
        }
      }
      Map<String, Notification> before = before(firsts);
      holdCaps(firsts.values(), before.keySet(), known);
      Map<String, IntakeResult> results = new HashMap<>();
      firsts.forEach(
          (key, one) -> {
            if (!before.containsKey(key)) {
              results.put(key, decide(one, known.get(one.order().recipientId())));
            }
          });
      store.release(unused);
      store.addAll(fresh);
      deliveries.store(told);
      return commissions.stream().map(one -> result(one, firsts, before, results)).toList();
    }

    /** In one order for all, so that two who change several do not wait for each other. */
    private void changeDirectory() {
      commissions.stream()
          .map(Commission::order)
          .filter(order -> order.recipient() != null)
          .sorted(Comparator.comparing(NotificationOrder::recipientId))
          .forEach(
              order ->
                  recipients.addOrChange(
                      order.recipientId(), Objects.requireNonNull(order.recipient())));
    }

    /** By their keys those that are there already. */
    private Map<String, Notification> before(Map<String, Commission> firsts) {
      if (firsts.isEmpty()) {
        return Map.of();
      }
      Map<String, UUID> owners =
          store.claim(
              firsts.values().stream()
                  .map(one -> new Claim(one.key(), one.id(), one.now().plus(one.type().window())))
                  .toList(),
              firsts.values().iterator().next().now());
      if (owners.isEmpty()) {
        return Map.of();
      }
      Map<UUID, Notification> known = new HashMap<>();
      store.findAll(owners.values()).forEach(one -> known.put(one.id(), one));
      Map<String, Notification> before = new HashMap<>();
      owners.forEach(
          (key, id) -> {
            Notification there = known.get(id);
            if (there != null) {
              before.put(key, there);
            }
          });
      return Map.copyOf(before);
    }

    private void holdCaps(
        Iterable<Commission> firsts, Set<String> before, Map<UUID, Person> known) {
      Map<UUID, Set<String>> counted = new HashMap<>();
      Map<String, Cap> bounds = new HashMap<>();
      for (Commission one : firsts) {
        Cap cap = one.category().cap();
        UUID id = one.order().recipientId();
        if (cap != null && !before.contains(one.key()) && known.containsKey(id)) {
          counted.computeIfAbsent(id, person -> new HashSet<>()).add(one.category().name());
          bounds.put(one.category().name(), cap);
        }
      }
      store.holdCaps(counted.keySet());
      Instant now = clock.instant();
      counted.forEach(
          (person, names) ->
              names.forEach(
                  name ->
                      caps.add(
                          person,
                          name,
                          store.uses(
                              person,
                              name,
                              now.minus(Objects.requireNonNull(bounds.get(name)).per()),
                              null))));
    }

    private IntakeResult decide(Commission one, @Nullable Person person) {
      Trace trace = new Trace(one.now(), 0);
      trace.pass(Step.IDEMPOTENCY, null);
      if (person == null) {
        trace.stop(Step.RECIPIENT, null, "UNKNOWN_RECIPIENT");
        return refuse(one, new Decided.Impossible("UNKNOWN_RECIPIENT", List.of()), trace);
      }
      if (!one.data().problems().isEmpty()) {
        trace.stop(Step.RENDER, null, "INVALID_DATA");
        return refuse(one, new Decided.Impossible("INVALID_DATA", one.data().problems()), trace);
      }
      Decided decided = decider.decide(one.matter(), person, caps, templates, trace);
      if (decided instanceof Decided.Impossible impossible) {
        return refuse(one, impossible, trace);
      }
      if (decided instanceof Decided.Chosen chosen) {
        Notification pending = one.chosen(chosen, trace.steps());
        told.add(new Told(pending, chosen.choices(), settings.waits(settings.maxAttempts())));
        return keep(pending);
      }
      return keep(one.failed(((Decided.Dropped) decided).reason(), trace.steps()));
    }

    private IntakeResult refuse(Commission one, Decided.Impossible impossible, Trace trace) {
      if (ofRefused == OfRefused.A_FAILED_ONE) {
        return keep(one.failed(impossible.reason(), trace.steps()));
      }
      unused.add(one.key());
      log.info("Event {} is not told: {}", one.type().name(), impossible.reason());
      return new IntakeResult.Refused(impossible.reason(), impossible.errors(), trace.steps());
    }

    private IntakeResult keep(Notification notification) {
      fresh.add(notification);
      log.info(
          "Notification {} of {} by {} is {}{}",
          notification.id(),
          notification.event(),
          notification.channel(),
          notification.status(),
          notification.reason() == null ? "" : ", " + notification.reason());
      return new IntakeResult.Accepted(notification, false);
    }

    private IntakeResult result(
        Commission one,
        Map<String, Commission> firsts,
        Map<String, Notification> before,
        Map<String, IntakeResult> results) {
      Notification there = before.get(one.key());
      if (there != null) {
        return again(one, there);
      }
      Commission first = firsts.get(one.key());
      if (first == null) {
        return decide(one, null);
      }
      IntakeResult result = Objects.requireNonNull(results.get(one.key()));
      return !first.id().equals(one.id()) && result instanceof IntakeResult.Accepted accepted
          ? again(one, accepted.notification())
          : result;
    }

    private IntakeResult again(Commission one, Notification there) {
      if (!there.dataSha256().equals(one.dataSha256())) {
        store.note(
            there.id(),
            new DecisionStep(
                one.now(),
                there.round(),
                Step.IDEMPOTENCY,
                null,
                Verdict.SKIP,
                "OTHER_DATA",
                null,
                null));
      }
      log.info("Notification {} of {} was asked for once more", there.id(), there.event());
      return new IntakeResult.Accepted(there, true);
    }
  }
}
