package io.chasqui.worker;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Lane;
import io.chasqui.delivery.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * All that the core knows of a channel. A worker runs the queues of the channels whose adapters are
 * beans of its application.
 */
public interface ChannelAdapter {

  /** One adapter in a process has it. */
  Channel channel();

  /** What is done with the outcomes of its attempts; always the same. */
  ChannelPolicy policy();

  /**
   * Whom deliveries of a lane may go to, the one to be preferred first; at least one. Asked before
   * each look for work, so it has to be quick and asks nobody.
   *
   * @param lane as in {@link Lane#name}
   */
  List<Provider> providers(String lane);

  /**
   * How many deliveries of a lane this worker has in flight at the most. As many as its queue has
   * hands, unless a channel says otherwise.
   *
   * @param lane as in {@link Lane#name}
   */
  default int mostInFlight(String lane) {
    return Integer.MAX_VALUE;
  }

  /**
   * How many messages a second a provider is given by all workers together. Any number, unless a
   * channel says otherwise.
   *
   * @return more than 0
   */
  default double mostPerSecond(Provider provider) {
    return Double.POSITIVE_INFINITY;
  }

  /**
   * How long a delivery that was taken has to wait, because whoever gets it has been sent enough
   * just now. It waits without an attempt, and whoever sends others need not wait for it. Asked
   * once before each attempt, so it has to be quick; that of a delivery which need not wait
   * follows.
   *
   * @return zero: it need not
   */
  default Duration waitOf(ClaimedDelivery delivery) {
    return Duration.ZERO;
  }

  /**
   * Makes one try at handing a message to a provider. Everything that can go wrong with it is an
   * outcome. An exception means a fault of ours and is recorded as a failure that is safe to
   * repeat: none may leave this method after the provider may have heard of the message.
   *
   * @param delivery of this channel
   * @param journal to be told how far the attempt has come, and asked before the message's last
   *     byte goes out
   */
  Outcome send(ClaimedDelivery delivery, Provider provider, AttemptJournal journal);
}
