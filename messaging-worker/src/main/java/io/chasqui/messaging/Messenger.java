package io.chasqui.messaging;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.Outcome;

/** One way to reach people: sends the deliveries of one channel. */
public interface Messenger {

  Channel channel();

  /**
   * Names the account whose faults and pauses its deliveries share, e.g. {@code telegram:<bot id>};
   * never a secret.
   */
  String channelKey();

  /**
   * Makes one try. Everything that can go wrong with the peer is an outcome. After the peer may
   * have heard of the message, no exception may leave this method: it would be taken for a failure
   * that is safe to repeat.
   */
  Outcome send(ClaimedDelivery delivery, AttemptJournal journal);
}
