package io.chasqui.server.notification.broker.kafka;

import io.chasqui.server.event.EventSettings;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.ConsumerSettings;
import io.chasqui.server.notification.broker.MessageBroker;
import io.chasqui.server.notification.broker.MessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka, for the consumers of events. */
@Configuration(proxyBeanMethods = false)
class KafkaConsumerConfiguration {

  private static final Logger log = LoggerFactory.getLogger(KafkaConsumerConfiguration.class);

  @Bean
  MessageBroker kafkaMessages(EventSettings events, ConsumerSettings consumers) {
    return new MessageBroker(
        ConsumerName.KAFKA,
        () -> source(new KafkaClients(events.kafka(), consumers.kafka())),
        () -> new KafkaDeadLetters(new KafkaClients(events.kafka(), consumers.kafka())));
  }

  private static MessageSource source(KafkaClients clients) {
    log.info("Events of other systems come from Kafka, topics {}", clients.topics());
    return new KafkaSource(clients);
  }
}
