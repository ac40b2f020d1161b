package io.chasqui.server.notification.broker;

import io.chasqui.platform.task.RetentionRule;
import io.chasqui.server.audit.Audit;
import io.chasqui.server.notification.NotificationIntake;
import io.chasqui.server.template.event.EventTypes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The consumers of events, as the settings want them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsumerSettings.class)
class ConsumerConfiguration {

  private static final Duration FORGET = Duration.ofMinutes(1);
  private static final int BATCH = 1_000;

  private final JdbcClient jdbc;
  private final List<MessageBroker> wanted;

  ConsumerConfiguration(JdbcClient jdbc, ConsumerSettings settings, List<MessageBroker> brokers) {
    this.jdbc = jdbc;
    this.wanted =
        brokers.stream().filter(broker -> settings.consumers().contains(broker.name())).toList();
  }

  @Bean
  EventConsumers eventConsumers(
      EventTypes types,
      NotificationIntake intake,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    MessageReader reader = new MessageReader(types::rulesOf);
    EventDecisions decisions = new NotificationDecisions(intake);
    return new EventConsumers(
        wanted.stream()
            .map(broker -> loop(broker, reader, decisions, transaction, meters))
            .toList());
  }

  private Function<BooleanSupplier, ConsumerLoop> loop(
      MessageBroker broker,
      MessageReader reader,
      EventDecisions decisions,
      TransactionTemplate transaction,
      MeterRegistry registry) {
    ConsumedMeters meters = new ConsumedMeters(broker.name().word(), registry);
    MessageIntake messages =
        new MessageIntake(reader, new ConsumedMessages(jdbc), decisions, transaction, meters);
    // Made at once, so that settings that cannot be right end the start.
    MessageSource source = broker.source().get();
    return isToStop ->
        new ConsumerLoop(
            source, messages, new ConsumerStates(jdbc), meters, ConsumerPauses.USUAL, isToStop);
  }

  @Bean
  DeadLetters deadLetters(Audit audit, TransactionTemplate transaction) {
    return new DeadLetters(
        wanted.stream().map(broker -> broker.deadLetters().get()).toList(), audit, transaction);
  }

  @Bean
  ConsumerDownCheck consumerDownCheck() {
    return new ConsumerDownCheck(new ConsumerStates(jdbc));
  }

  @Bean
  DeadLettersCheck deadLettersCheck() {
    return new DeadLettersCheck(new ConsumerStates(jdbc));
  }

  @Bean
  RetentionRule oldConsumedMessages() {
    return new RetentionRule(
        "consumed-messages", FORGET, BATCH, new ConsumedMessages(jdbc)::forget);
  }
}
