package io.chasqui.server.status.alert;

import io.chasqui.delivery.Deliveries;
import io.chasqui.platform.http.PublicAddress;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.event.Events;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for alerts now and then, and tells whoever wants to know. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  private static final int BATCH = 1_000;

  @Bean
  AlertMessages alertMessages(
      AlertSettings settings,
      MessageSource texts,
      PublicAddress server,
      Deliveries deliveries,
      Clock clock) {
    Locale language = Locale.forLanguageTag(settings.language());
    return new AlertMessages(settings, new AlertTexts(texts, language), server, deliveries, clock);
  }

  @Bean
  AlertKinds alertKinds(List<AlertCheck> checks, MessageSource texts) {
    AlertKinds kinds = new AlertKinds(checks);
    new AlertTexts(texts, Locale.ENGLISH).require(kinds.names());
    return kinds;
  }

  @Bean
  AlertEvents alertEvents(Events events, MessageSource texts, AlertKinds kinds) {
    return new AlertEvents(events, new AlertTexts(texts, Locale.ENGLISH), kinds);
  }

  @Bean
  AlertEvaluator alertRound(
      AlertLedger alerts,
      List<AlertCheck> checks,
      AlertKinds kinds,
      AlertSettings settings,
      List<AlertListener> listeners,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    return new AlertEvaluator(
        alerts,
        new AlertChecks(checks, transaction),
        kinds,
        settings,
        listeners,
        transaction,
        new OpenAlertsGauge(meters, kinds.names()),
        System::nanoTime);
  }

  @Bean
  PeriodicTask lookForAlerts(AlertEvaluator round, AlertSettings settings) {
    return new PeriodicTask(
        settings.checkInterval(), "Alerts could not be looked for", round::look);
  }

  @Bean
  RetentionRule oldAlerts(AlertLedger alerts, AlertSettings settings) {
    return new RetentionRule("alerts", settings.checkInterval(), BATCH, alerts::removeOld);
  }

  @Bean
  RetentionRule silentChannels(AlertLedger alerts, AlertSettings settings) {
    return new RetentionRule(
        "channel-health", settings.checkInterval(), BATCH, alerts::removeSilentWorkers);
  }
}
