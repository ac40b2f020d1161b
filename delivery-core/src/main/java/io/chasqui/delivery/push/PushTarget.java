package io.chasqui.delivery.push;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.Lane;
import io.chasqui.platform.http.Origins;
import java.util.UUID;

/**
 * Where a browser takes push messages. Its text form tells nothing of it.
 *
 * @param id of the subscription, by which deliveries name it
 * @param recipientId whose it is
 * @param endpoint a secret between browser and sender: whoever has it may send
 * @param keys with which messages are encrypted
 */
public record PushTarget(UUID id, UUID recipientId, String endpoint, PushKeys keys) {

  /** That of its push service. */
  public Lane lane() {
    return Lane.of(Channel.PUSH, Origins.of(endpoint));
  }

  @Override
  public String toString() {
    return "PushTarget[" + id + "]";
  }
}
