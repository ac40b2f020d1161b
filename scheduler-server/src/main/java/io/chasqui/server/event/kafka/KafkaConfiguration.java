package io.chasqui.server.event.kafka;

import io.chasqui.server.event.EventBroker;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.EventSettings.PublisherName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Kafka, for the relay of events. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

  private static final Logger log = LoggerFactory.getLogger(KafkaConfiguration.class);

  @Bean
  EventBroker kafkaBroker(EventSettings settings) {
    return new EventBroker(PublisherName.KAFKA, () -> publisher(settings.kafka()));
  }

  private static EventPublisher publisher(EventSettings.Kafka settings) {
    log.info("Events go to Kafka, topic {}", settings.topic());
    return new KafkaEventPublisher(settings);
  }
}
