package io.chasqui.server.notification.broker.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.server.notification.broker.BrokerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingKeysTest {

  private final RoutingKeys keys =
      new RoutingKeys(List.of("PagoConfirmado", "pagos.#", "*.hilo.*"));

  @ParameterizedTest
  @CsvSource({
    "PagoConfirmado, PagoConfirmado, true",
    "PagoConfirmado, ,               true",
    "Pagado,         PagoConfirmado, true",
    "Pagado,         pagos,          true",
    "Pagado,         pagos.a.b,      true",
    "Pagado,         pagosa,         false",
    "Hilo,           a.hilo.b,       true",
    "Hilo,           hilo.b,         false",
    "Hilo,           a.b.hilo.c,     false",
    "Otro,           Otro,           false",
    "Otro,           ,               false"
  })
  void whatOurQueueIsBoundForIsWanted(String event, @Nullable String key, boolean isWanted) {
    BrokerMessage message =
        new BrokerMessage("rabbitmq", null, key, null, null, null, null, null, new byte[0]);

    assertThat(keys.isWanted(event, message)).isEqualTo(isWanted);
  }
}
