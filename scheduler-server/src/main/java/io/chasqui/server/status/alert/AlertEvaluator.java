package io.chasqui.server.status.alert;

import io.chasqui.server.status.alert.AlertCondition.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** One look at what a person should know of, and what follows from it, in one transaction. */
final class AlertEvaluator {

  private static final Logger log = LoggerFactory.getLogger(AlertEvaluator.class);

  private final AlertLedger alerts;
  private final AlertChecks checks;
  private final AlertKinds kinds;
  private final AlertSettings settings;
  private final List<AlertListener> listeners;
  private final TransactionTemplate transaction;
  private final OpenAlertsGauge open;
  private final AlertDebounce seen;

  AlertEvaluator(
      AlertLedger alerts,
      AlertChecks checks,
      AlertKinds kinds,
      AlertSettings settings,
      List<AlertListener> listeners,
      TransactionTemplate transaction,
      OpenAlertsGauge open,
      LongSupplier nanos) {
    this.alerts = alerts;
    this.checks = checks;
    this.kinds = kinds;
    this.settings = settings;
    this.listeners = List.copyOf(listeners);
    this.transaction = transaction;
    this.open = open;
    this.seen = new AlertDebounce(settings.calm(), nanos);
  }

  /** Looks, when no other server does. */
  void look() {
    try {
      List<Alert> told = transaction.execute(status -> lookInTurn());
      told.forEach(AlertEvaluator::log);
    } catch (RuntimeException e) {
      seen.forget();
      throw e;
    }
  }

  private List<Alert> lookInTurn() {
    alerts.takeTurn();
    AlertChecks.Seen look = checks.ask();
    List<AlertCondition> now = look.conditions();
    seen.lasting(now).forEach(condition -> alerts.raise(condition, settings.quiet()));
    List<Key> keys =
        alerts.open(kinds.names()).stream().map(Alert::key).filter(look::isKnown).toList();
    seen.over(keys, now).forEach(alerts::resolve);
    List<Alert> told = takeUntold(now);
    told.forEach(alert -> listeners.forEach(listener -> listener.changed(alert)));
    open.update(alerts.open(kinds.names()));
    return told;
  }

  private List<Alert> takeUntold(List<AlertCondition> now) {
    Map<Key, Runnable> parts = new HashMap<>();
    now.forEach(one -> one.markTold().ifPresent(mark -> parts.put(one.key(), mark)));
    List<Alert> told =
        alerts.takeUntold(kinds.names(), List.copyOf(parts.keySet()), settings.quiet());
    told.stream()
        .map(alert -> parts.get(alert.key()))
        .filter(Objects::nonNull)
        .forEach(Runnable::run);
    return told;
  }

  private static void log(Alert alert) {
    if (alert.isOpen()) {
      log.error("Alert {} of {}: {}", alert.kind(), alert.subject(), alert.detail());
    } else {
      log.info("Alert {} of {} is over", alert.kind(), alert.subject());
    }
  }
}
