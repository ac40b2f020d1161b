package io.chasqui.server.notification.broker.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.RabbitmqConnections;
import io.chasqui.server.notification.broker.ConsumerName;
import io.chasqui.server.notification.broker.ConsumerSettings;
import io.chasqui.server.notification.broker.MessageBroker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** RabbitMQ, for the consumers of events. */
@Configuration(proxyBeanMethods = false)
class RabbitmqConsumerConfiguration {

  private static final Logger log = LoggerFactory.getLogger(RabbitmqConsumerConfiguration.class);

  @Bean
  MessageBroker rabbitmqMessages(EventSettings events, ConsumerSettings consumers) {
    Topology topology =
        new Topology(events.rabbitmq().exchange(), consumers.rabbitmq().routingKeys());
    return new MessageBroker(
        ConsumerName.RABBITMQ,
        () -> source(factory(events), topology, consumers.rabbitmq().prefetch()),
        () -> new RabbitmqDeadLetters(factory(events), topology));
  }

  private static RabbitmqSource source(ConnectionFactory factory, Topology topology, int prefetch) {
    log.info("Events of other systems come from RabbitMQ, queue {}", Topology.QUEUE);
    return new RabbitmqSource(factory, topology, prefetch);
  }

  private static ConnectionFactory factory(EventSettings events) {
    return RabbitmqConnections.factory(events.rabbitmq(), MessageBroker.KEY);
  }
}
