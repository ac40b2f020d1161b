package io.chasqui.server.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.platform.task.PeriodicTask;
import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.event.EventRelays.Relayed;
import io.chasqui.server.event.EventSettings.PublisherName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The relay of events, as the settings want it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EventSettings.class, NotificationEventSettings.class})
class EventRelayConfiguration {

  private static final Duration WANT = Duration.ofMinutes(1);
  private static final Duration MEASURE = Duration.ofSeconds(15);
  private static final Duration REMOVE = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  @Bean
  EventRelays eventRelays(
      EventSettings settings,
      NotificationEventSettings notifications,
      List<EventBroker> brokers,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      ObjectMapper json,
      MeterRegistry meters) {
    EventRows rows = new EventRows(json, notifications.naming());
    List<Relayed> relayed =
        settings.publishers().stream()
            .map(name -> relayed(broker(name, brokers), jdbc, transaction, rows, meters))
            .toList();
    return new EventRelays(relayed, new EventPruner(jdbc, settings.keep()));
  }

  @Bean
  PeriodicTask wantedPublishers(EventRelays relays) {
    return new PeriodicTask(WANT, "Who is told of events could not be said", relays::want);
  }

  @Bean
  PeriodicTask countOfEvents(EventRelays relays) {
    return new PeriodicTask(
        Duration.ZERO, MEASURE, "Waiting events could not be counted", relays::measure);
  }

  @Bean
  RetentionRule oldEvents(EventRelays relays) {
    return new RetentionRule("events", REMOVE, BATCH, relays::remove);
  }

  @Bean
  RetentionRule oldRefusedEvents(EventRelays relays) {
    return new RetentionRule("refused-events", REMOVE, BATCH, relays::removeRefused);
  }

  private static EventBroker broker(PublisherName name, List<EventBroker> brokers) {
    return brokers.stream().filter(broker -> broker.name() == name).findAny().orElseThrow();
  }

  private static Relayed relayed(
      EventBroker broker,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      EventRows rows,
      MeterRegistry registry) {
    String name = broker.name().name().toLowerCase(Locale.ROOT);
    EventPublisher publisher = broker.publisher().get();
    EventOutbox outbox = new EventOutbox(jdbc, name, rows);
    EventMeters meters = new EventMeters(name, registry);
    EventRelay relay = new EventRelay(name, outbox, publisher, transaction, meters);
    return new Relayed(name, outbox, publisher, relay, meters);
  }
}
