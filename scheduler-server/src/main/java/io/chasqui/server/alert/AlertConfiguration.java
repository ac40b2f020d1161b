package io.chasqui.server.alert;

import io.chasqui.delivery.Deliveries;
import io.chasqui.event.Events;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for alerts now and then, and tells whoever wants to know. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {

  @Bean
  AlertMessages alertMessages(
      AlertSettings settings, MessageSource texts, Deliveries deliveries, Clock clock) {
    Locale language = Locale.forLanguageTag(settings.language());
    return new AlertMessages(settings, new AlertTexts(texts, language), deliveries, clock);
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
  AlertRound alertRound(
      AlertLedger alerts,
      List<AlertCheck> checks,
      AlertKinds kinds,
      AlertSettings settings,
      List<AlertListener> listeners,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    return new AlertRound(
        alerts,
        checks,
        kinds,
        settings,
        listeners,
        transaction,
        new OpenAlerts(meters, kinds.names()),
        System::nanoTime);
  }

  @Bean
  SchedulingConfigurer alertRounds(AlertRound round, AlertSettings settings) {
    return tasks ->
        tasks.addFixedDelayTask(
            new FixedDelayTask(
                round::lookOrTell, settings.checkInterval(), settings.checkInterval()));
  }
}
