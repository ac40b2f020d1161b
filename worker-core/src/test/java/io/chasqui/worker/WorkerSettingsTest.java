package io.chasqui.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.jobs.Queue;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WorkerSettingsTest {

  @Test
  void slowPeersHaveFewerHands() {
    assertThat(hands(Map.of())).containsExactly(32, 32, 16, 16, 16);
  }

  @Test
  void theHandsOfAProcessAreThoseOfMailAndTelegram() {
    assertThat(hands(Map.of("chasqui.worker.concurrency", "8"))).containsExactly(8, 8, 16, 16, 16);
  }

  @Test
  void aQueueMayHaveItsOwnNumber() {
    assertThat(
            hands(
                Map.of(
                    "chasqui.worker.concurrency", "8",
                    "chasqui.worker.queues.messaging.concurrency", "4",
                    "chasqui.worker.queues.webhook.concurrency", "64")))
        .containsExactly(8, 4, 16, 16, 64);
  }

  private static Integer[] hands(Map<String, String> given) {
    WorkerSettings settings =
        new Binder(new MapConfigurationPropertySource(given))
            .bindOrCreate("chasqui.worker", WorkerSettings.class);
    return Arrays.stream(Queue.values()).map(settings::concurrencyOf).toArray(Integer[]::new);
  }
}
