package io.chasqui.server.notification;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.notification.NotificationStatus;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryQueries;
import io.chasqui.platform.task.StepWithdrawn;
import io.chasqui.server.notification.NewNotificationDeliveries.Told;
import io.chasqui.server.notification.decision.Decided;
import io.chasqui.server.notification.decision.DecisionSettings;
import io.chasqui.server.notification.decision.DecisionStep.Step;
import io.chasqui.server.notification.decision.DecisionStep.Verdict;
import io.chasqui.server.notification.decision.Trace;
import io.chasqui.server.template.event.EventType.Strategy;
import io.chasqui.server.template.event.EventTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What follows for a notification from what became of its deliveries. The notification is held, and
 * no delivery is waited for: whoever changes one has it first, and waits for the notification then.
 */
@Component
class NotificationProgress {

  private static final Logger log = LoggerFactory.getLogger(NotificationProgress.class);
  private static final String NEXT_CHANNEL = "NEXT_CHANNEL";
  private static final String ERASED = "RECIPIENT_ERASED";

  private final NotificationStore store;
  private final DeliveryQueries queries;
  private final Deliveries deliveries;
  private final NewNotificationDeliveries fresh;
  private final Renewed renewed;
  private final EventTypes types;
  private final DecisionSettings settings;
  private final Clock clock;

  NotificationProgress(
      NotificationStore store,
      DeliveryQueries queries,
      Deliveries deliveries,
      NewNotificationDeliveries fresh,
      Renewed renewed,
      EventTypes types,
      DecisionSettings settings,
      Clock clock) {
    this.store = store;
    this.queries = queries;
    this.deliveries = deliveries;
    this.fresh = fresh;
    this.renewed = renewed;
    this.types = types;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Takes a notification as far as it goes.
   *
   * @param held by the caller
   * @return false: a delivery is in somebody's hands just now; it is to be looked at again soon
   * @throws StepWithdrawn when a delivery has changed meanwhile
   */
  boolean goOn(Notification held) {
    if (held.status() == NotificationStatus.FAILED
        || held.status() == NotificationStatus.CANCELLED) {
      return true;
    }
    List<MadeDelivery> made = store.deliveriesOf(List.of(held.id()));
    List<DeliveryView> all = queries.all(made.stream().map(MadeDelivery::id).toList());
    List<DeliveryView> current = current(held, made, all);
    Turn turn = new Turn(held, made, current, new Attempts(all));
    if (current.isEmpty() || current.stream().anyMatch(NotificationProgress::isDelivered)) {
      return true;
    }
    if (current.stream().allMatch(one -> one.status().isFinal())) {
      turn.afterTheEnd();
      return true;
    }
    return !turn.hasFailedOften() || turn.turnToNext();
  }

  private static boolean isDelivered(DeliveryView one) {
    return one.status() == DeliveryStatus.DELIVERED;
  }

  /** Those that a person last had made, but those that were ended for another channel. */
  private static List<DeliveryView> current(
      Notification held, List<MadeDelivery> made, List<DeliveryView> all) {
    List<DeliveryId> ids =
        made.stream()
            .filter(one -> one.round() >= held.firstRound() && !one.isEndedForNext())
            .map(MadeDelivery::id)
            .toList();
    return all.stream().filter(view -> ids.contains(new DeliveryId(view.id()))).toList();
  }

  /** One look at one notification. */
  private final class Turn {

    private final Notification held;
    private final List<MadeDelivery> made;
    private final List<DeliveryView> current;
    private final Attempts attempts;
    private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);

    Turn(
        Notification held, List<MadeDelivery> made, List<DeliveryView> current, Attempts attempts) {
      this.held = held;
      this.made = made;
      this.current = current;
      this.attempts = attempts;
    }

    /** The last that ended says why. */
    void afterTheEnd() {
      DeliveryView last =
          current.stream()
              .max(Comparator.comparing(one -> Objects.requireNonNull(one.completedAt())))
              .orElseThrow();
      Trace trace = new Trace(now, held.round() + 1);
      if (last.status() == DeliveryStatus.CANCELLED) {
        String reason = ERASED.equals(last.failureCode()) ? "ERASED" : null;
        end(NotificationStatus.CANCELLED, reason, last.channel(), trace);
        return;
      }
      String reason = reason(last);
      if (last.status() == DeliveryStatus.EXPIRED || !mayTurn()) {
        end(NotificationStatus.FAILED, reason, last.channel(), trace);
        return;
      }
      trace.add(Step.FALLBACK, last.channel(), Verdict.SKIP, last.failureCode(), null, null);
      Decided decided = renewed.decide(held, used(), now, trace);
      if (decided instanceof Decided.Chosen chosen) {
        store(chosen, trace);
      } else if (decided instanceof Decided.Dropped dropped) {
        end(NotificationStatus.FAILED, dropped.reason(), last.channel(), trace);
      } else {
        end(NotificationStatus.FAILED, reason, last.channel(), trace);
      }
    }

    /** One channel after the other, as long as nobody may have it and attempts are left. */
    private boolean mayTurn() {
      return types.rulesOf(held.event()).strategy() == Strategy.FIRST
          && attempts.counted() < settings.maxAttempts()
          && !attempts.mayHaveArrived();
    }

    /** Whether all that are left wait for one more attempt, and have failed as often as allowed. */
    boolean hasFailedOften() {
      return mayTurn()
          && current.stream()
              .filter(one -> !one.status().isFinal())
              .allMatch(
                  one ->
                      one.status() == DeliveryStatus.RETRYING
                          && Attempts.temporaryFailures(one)
                              >= settings.attemptsBeforeNextChannel());
    }

    /** Only to one that may be used at once: else what is left is tried once more before. */
    boolean turnToNext() {
      List<DeliveryView> waiting = current.stream().filter(one -> !one.status().isFinal()).toList();
      DeliveryView first = waiting.get(0);
      Trace trace = new Trace(now, held.round() + 1);
      trace.add(Step.FALLBACK, first.channel(), Verdict.SKIP, NEXT_CHANNEL, null, null);
      Decided decided = renewed.decide(held, used(), now, trace);
      if (!(decided instanceof Decided.Chosen chosen)
          || chosen.choices().stream().anyMatch(choice -> choice.at().isAfter(now))) {
        return true;
      }
      List<DeliveryId> ids = waiting.stream().map(one -> new DeliveryId(one.id())).toList();
      if (deliveries.holdFreeToEnd(ids).size() < ids.size()) {
        return false;
      }
      if (deliveries.endHeld(ids, NEXT_CHANNEL).size() < ids.size()) {
        throw new StepWithdrawn("a delivery is not as it was");
      }
      store.endForNext(ids);
      store(chosen, trace);
      return true;
    }

    private List<Channel> used() {
      return made.stream()
          .filter(one -> one.round() >= held.firstRound())
          .map(MadeDelivery::channel)
          .distinct()
          .toList();
    }

    private void store(Decided.Chosen chosen, Trace trace) {
      Notification next =
          Changes.of(held)
              .told(
                  chosen.choices().get(0),
                  attempts.isAny() ? NotificationStatus.IN_PROGRESS : NotificationStatus.PENDING,
                  held.round() + 1)
              .because(trace.steps());
      store.change(next);
      fresh.store(
          List.of(
              new Told(
                  next,
                  chosen.choices(),
                  settings.waits(Math.max(1, settings.maxAttempts() - attempts.counted())))));
      log.info("Notification {} of {} goes on by {}", held.id(), held.event(), next.channel());
    }

    private void end(
        NotificationStatus status, @Nullable String reason, Channel channel, Trace trace) {
      trace.stop(Step.END, channel, reason == null ? status.name() : reason);
      store.change(Changes.of(held).over(status, reason, now).because(trace.steps()));
      log.info("Notification {} of {} is {}, {}", held.id(), held.event(), status, reason);
    }

    private static String reason(DeliveryView last) {
      String code = last.failureCode();
      return switch (last.status()) {
        case EXPIRED -> "EXPIRED";
        case SUPPRESSED -> "PREFERENCE".equals(code) ? "PREFERENCE" : "SUPPRESSED";
        default -> code == null ? "SEND_FAILED" : code;
      };
    }
  }
}
