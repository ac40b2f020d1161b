package io.chasqui.server.channel;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.contract.delivery.OnUnknown;
import io.chasqui.delivery.MessageContent;
import io.chasqui.platform.CorrelationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel that carries a message alone, and no report; a bean for each. */
public interface TextChannel {

  /** Requests name it by its name in lower case, as their platform. */
  Channel channel();

  /** Whether it has its settings. */
  boolean isOn();

  /** What is done with a message that may have been sent, where its request does not say. */
  OnUnknown onUnknown();

  /**
   * What goes out in place of the message itself.
   *
   * @param receivedAt when the request was received
   * @return null: the message as it is
   * @throws io.chasqui.server.api.problem.RequestRefused when the channel is off, or does not take
   *     such a message; it is never cut
   */
  @Nullable MessageContent content(String message, Instant receivedAt);

  /**
   * The same, for a channel that says by what it belongs together with others.
   *
   * @param correlationId of the request
   */
  default @Nullable MessageContent content(
      CorrelationId correlationId, String message, Instant receivedAt) {
    return content(message, receivedAt);
  }
}
