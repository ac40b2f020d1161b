package io.chasqui.server.notification;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.delivery.Decision;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryAction;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.server.notification.NewNotificationDeliveries.Told;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.DecisionSettings;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.Trace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The notifications, as people see them, and what people do to them. */
@Service
public class Notifications {

  private static final Logger log = LoggerFactory.getLogger(Notifications.class);

  /** Of one that failed for these nobody is asked again: the person does not want it. */
  private static final Set<String> UNWANTED = Set.of("PREFERENCE", "SUPPRESSED");

  private static final String CANCELLED = "NOTIFICATION_CANCELLED";
  private static final int MOST_TRIES = 100;
  private static final long PAUSE_MILLIS = 20;

  private final NotificationStore store;
  private final DeliveryQueries queries;
  private final Deliveries deliveries;
  private final NewNotificationDeliveries fresh;
  private final Renewed renewed;
  private final NotificationActs acts;
  private final DecisionSettings settings;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Notifications(
      NotificationStore store,
      DeliveryQueries queries,
      Deliveries deliveries,
      NewNotificationDeliveries fresh,
      Renewed renewed,
      NotificationActs acts,
      DecisionSettings settings,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.queries = queries;
    this.deliveries = deliveries;
    this.fresh = fresh;
    this.renewed = renewed;
    this.acts = acts;
    this.settings = settings;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** One; empty when there is none of this id. */
  public Optional<Notification> find(UUID id) {
    return store.find(id);
  }

  /** Newest first, and one more than the limit where there are more. */
  public List<Notification> list(NotificationQuery query) {
    return store.list(query);
  }

  /** The deliveries of notifications, by their ids, each with all attempts; oldest first. */
  public Map<UUID, List<DeliveryView>> deliveriesOf(Collection<UUID> ids) {
    List<MadeDelivery> made = store.deliveriesOf(ids);
    Map<UUID, DeliveryView> views =
        queries.all(made.stream().map(MadeDelivery::id).toList()).stream()
            .collect(Collectors.toMap(DeliveryView::id, Function.identity()));
    Map<UUID, List<DeliveryView>> byNotification = new HashMap<>();
    for (MadeDelivery one : made) {
      DeliveryView view = views.get(one.id().value());
      if (view != null) {
        byNotification.computeIfAbsent(one.notificationId(), id -> new ArrayList<>()).add(view);
      }
    }
    return byNotification;
  }

  /** How many attempts there were, those aside that failed by a fault of our own. */
  public static int attempts(List<DeliveryView> deliveries) {
    return new Attempts(deliveries).counted();
  }

  /** When the last attempt began. */
  public static Optional<Instant> lastAttemptAt(List<DeliveryView> deliveries) {
    return new Attempts(deliveries).lastAt();
  }

  /**
   * Has one that failed told once more, by the rules of now.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when it may not be, or cannot be told
   */
  public Notification retry(UUID id) {
    return Objects.requireNonNull(transaction.execute(status -> retryHeld(held(id))));
  }

  private Notification retryHeld(Notification held) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<DeliveryView> told = deliveriesOf(held);
    if (told.stream().anyMatch(one -> one.status().isOpen())) {
      throw NotificationProblems.notAgain("NOT_FAILED");
    }
    int used = attempts(told);
    refusal(held, used, now)
        .ifPresent(
            reason -> {
              throw NotificationProblems.notAgain(reason);
            });
    Trace trace = new Trace(now, held.round() + 1);
    trace.pass(Step.RETRY, null);
    Decided decided = renewed.decide(held, List.of(), now, trace);
    if (decided instanceof Decided.Dropped dropped) {
      throw NotificationProblems.notAgain(dropped.reason());
    }
    if (decided instanceof Decided.Impossible impossible) {
      throw NotificationProblems.refused(
          new IntakeResult.Refused(impossible.reason(), impossible.errors(), trace.steps()));
    }
    Decided.Chosen chosen = (Decided.Chosen) decided;
    Notification again = Changes.of(held).toldAnew(chosen.choices().get(0)).because(trace.steps());
    store.change(again);
    fresh.store(
        List.of(new Told(again, chosen.choices(), settings.waits(settings.maxAttempts() - used))));
    acts.done("notification.retried", held, again.status());
    log.info("Notification {} of {} is tried again", held.id(), held.event());
    return again;
  }

  private Optional<String> refusal(Notification held, int used, Instant now) {
    if (held.erasedAt() != null) {
      return Optional.of("ERASED");
    }
    if (held.status() != NotificationStatus.FAILED
        && held.status() != NotificationStatus.CANCELLED) {
      return Optional.of("NOT_FAILED");
    }
    if (held.reason() != null && UNWANTED.contains(held.reason())) {
      return Optional.of("INVALID_PREFERENCE");
    }
    if (!now.isBefore(held.expiresAt())) {
      return Optional.of("EXPIRED");
    }
    return used >= settings.maxAttempts() ? Optional.of("MAX_ATTEMPTS") : Optional.empty();
  }

  /**
   * Stops one that nobody is telling just now.
   *
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when it is too late
   */
  public Notification cancel(UUID id) {
    return whenFree(id, this::cancelHeld);
  }

  private Optional<Notification> cancelHeld(Notification held) {
    List<DeliveryView> open =
        deliveriesOf(held).stream().filter(one -> !one.status().isFinal()).toList();
    if (held.status().isOver() || !open.stream().allMatch(one -> one.status().isWaiting())) {
      throw NotificationProblems.notPossible(held.status());
    }
    List<DeliveryId> ids = ids(open);
    if (deliveries.holdFreeToEnd(ids).size() < ids.size()
        || deliveries.endHeld(ids, CANCELLED).size() < ids.size()) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Trace trace = new Trace(now, held.round());
    trace.stop(Step.END, null, "CANCELLED");
    Notification stopped =
        Changes.of(held).over(NotificationStatus.CANCELLED, null, now).because(trace.steps());
    store.change(stopped);
    acts.done("notification.cancelled", held, stopped.status());
    log.info("Notification {} of {} was cancelled", held.id(), held.event());
    return Optional.of(stopped);
  }

  /**
   * Notes that one has arrived of which that was not known.
   *
   * @param providerMessageId null: not known
   * @throws io.chasqui.server.api.problem.NotFound when there is none
   * @throws io.chasqui.server.api.problem.RequestRefused when it cannot have arrived
   */
  public Notification delivered(UUID id, @Nullable String providerMessageId) {
    return whenFree(id, held -> deliveredHeld(held, providerMessageId));
  }

  private Optional<Notification> deliveredHeld(Notification held, @Nullable String messageId) {
    if (held.status() == NotificationStatus.DELIVERED) {
      return Optional.of(told(held, held, messageId));
    }
    List<DeliveryView> uncertain =
        deliveriesOf(held).stream()
            .filter(one -> one.status() == DeliveryStatus.UNCERTAIN)
            .toList();
    if (held.status().isOver() || uncertain.isEmpty()) {
      throw NotificationProblems.notPossible(held.status());
    }
    List<DeliveryId> ids = ids(uncertain);
    if (deliveries.holdFree(Decision.CONFIRM, ids).size() < ids.size()) {
      return Optional.empty();
    }
    boolean allMade =
        deliveries.decideAll(Decision.CONFIRM, ids, null).values().stream()
            .allMatch(DeliveryAction.Made.class::isInstance);
    return allMade ? Optional.of(told(held, held(held.id()), messageId)) : Optional.empty();
  }

  /**
   * @param now as it is since its delivery was confirmed
   */
  private Notification told(Notification before, Notification now, @Nullable String messageId) {
    boolean isNews = messageId != null && !messageId.equals(now.providerMessageId());
    Notification known = isNews ? Changes.of(now).known(messageId).of() : now;
    if (isNews) {
      store.change(known);
    }
    if (isNews || before.status() != now.status()) {
      acts.done("notification.delivered", before, now.status());
      log.info("Notification {} of {} was confirmed", now.id(), now.event());
    }
    return known;
  }

  /**
   * A worker has a delivery's job in its hands for a moment around an attempt; that is waited for,
   * each time in a transaction of its own, since whoever has it waits for the notification.
   */
  private Notification whenFree(UUID id, Function<Notification, Optional<Notification>> act) {
    for (int tries = 1; ; tries++) {
      Optional<Notification> done =
          Objects.requireNonNull(
              transaction.execute(
                  status -> {
                    Optional<Notification> made = act.apply(held(id));
                    if (made.isEmpty()) {
                      status.setRollbackOnly();
                    }
                    return made;
                  }));
      if (done.isPresent()) {
        return done.get();
      }
      if (tries == MOST_TRIES || !pause()) {
        throw NotificationProblems.notPossible(
            store.find(id).map(Notification::status).orElse(NotificationStatus.IN_PROGRESS));
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Notification held(UUID id) {
    return store.hold(id).orElseThrow(NotificationProblems::notFound);
  }

  private List<DeliveryView> deliveriesOf(Notification held) {
    return deliveriesOf(List.of(held.id())).getOrDefault(held.id(), List.of());
  }

  private static List<DeliveryId> ids(List<DeliveryView> views) {
    return views.stream().map(one -> new DeliveryId(one.id())).toList();
  }
}
