package io.chasqui.server.alert;

import io.chasqui.delivery.Deliveries;
import io.chasqui.event.Events;
import io.chasqui.health.Readings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
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
  AlertEvents alertEvents(Events events, MessageSource texts) {
    return new AlertEvents(events, new AlertTexts(texts, Locale.ENGLISH));
  }

  @Bean
  AlertRound alertRound(
      AlertLedger alerts,
      JdbcClient jdbc,
      AlertSettings settings,
      List<AlertListener> listeners,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    return new AlertRound(
        alerts,
        new Readings(jdbc),
        settings,
        listeners,
        transaction,
        new OpenAlerts(meters),
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
