package io.chasqui.server.event.rabbitmq;

import io.chasqui.server.event.EventBroker;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.EventSettings.PublisherName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** RabbitMQ, and what speaks its protocol, for the relay of events. */
@Configuration(proxyBeanMethods = false)
class RabbitmqConfiguration {

  private static final Logger log = LoggerFactory.getLogger(RabbitmqConfiguration.class);

  @Bean
  EventBroker rabbitmqBroker(EventSettings settings) {
    return new EventBroker(PublisherName.RABBITMQ, () -> publisher(settings.rabbitmq()));
  }

  private static EventPublisher publisher(EventSettings.Rabbitmq settings) {
    log.info("Events go to RabbitMQ, exchange {}", settings.exchange());
    return new RabbitmqEventPublisher(settings);
  }
}
