package io.chasqui.server.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chasqui.platform.config.InvalidSetting;
import io.chasqui.server.event.EventPublisher;
import io.chasqui.server.event.EventSettings;
import io.chasqui.server.event.TestEvents;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventSettingsTest {

  private static final List<String> SERVERS = List.of("kafka:9092");

  @Test
  void kafkaNeedsServers() {
    assertThatThrownBy(() -> new KafkaEventPublisher(kafka(List.of(), Map.of())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.events.kafka.bootstrap-servers is not set");
  }

  @Test
  void aValueThatKafkaDoesNotTakeIsNamedAndNotRepeated() {
    assertThatThrownBy(() -> new KafkaEventPublisher(kafka(SERVERS, Map.of("linger.ms", "canary"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.events.kafka.properties.linger.ms ")
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void whatOurPromisesNeedCannotBeChanged() {
    assertThatThrownBy(() -> new KafkaEventPublisher(kafka(SERVERS, Map.of("acks", "0"))))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("chasqui.events.kafka.properties.acks cannot be changed");
  }

  @Test
  void aNameThatNobodyKnowsIsABrokerThatIsAway() {
    try (EventPublisher publisher =
        new KafkaEventPublisher(kafka(List.of("nowhere.invalid:9092"), Map.of()))) {
      assertThat(publisher.hand(TestEvents.some(1)).problem()).isNotBlank();
    }
  }

  @Test
  void secretsAreInNoText() {
    EventSettings.Kafka kafka = kafka(SERVERS, Map.of("sasl.jaas.config", "canary"));
    EventSettings.Rabbitmq rabbitmq =
        new EventSettings.Rabbitmq("amqps://user:canary@host", "exchange", null);

    assertThat(kafka + " " + rabbitmq).doesNotContain("canary");
  }

  @Test
  void aProducerThatCannotBeMadeIsToldWithoutItsSettings() {
    Map<String, String> properties =
        Map.of(
            "security.protocol", "SASL_PLAINTEXT",
            "sasl.mechanism", "PLAIN",
            "sasl.jaas.config", "canary canary canary;");
    try (EventPublisher publisher = new KafkaEventPublisher(kafka(SERVERS, properties))) {
      assertThat(publisher.hand(TestEvents.some(1)).problem())
          .contains("KafkaException")
          .doesNotContain("canary");
    }
  }

  private static EventSettings.Kafka kafka(List<String> servers, Map<String, String> properties) {
    return new EventSettings.Kafka(servers, "topic", "alerts", "notifications", properties);
  }
}
