package io.chasqui.messaging;

import static java.util.stream.Collectors.toMap;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.AttemptJournal;
import io.chasqui.delivery.ClaimedDelivery;
import io.chasqui.delivery.DeliverySender;
import io.chasqui.delivery.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Gives each delivery of the queue to the messenger of its channel.
 *
 * <p>The core asks for one channel key per worker before it knows the delivery, so all messengers
 * of one worker share their rests. With Telegram alone that is exact.
 */
@Component
class MessagingDeliverySender implements DeliverySender {

  /** This worker has no messenger for the delivery's channel. */
  static final String CHANNEL_NOT_SUPPORTED = "CHANNEL_NOT_SUPPORTED";

  private final Map<Channel, Messenger> messengers;
  private final String channelKey;

  MessagingDeliverySender(List<Messenger> messengers) {
    this.messengers = messengers.stream().collect(toMap(Messenger::channel, Function.identity()));
    this.channelKey = messengers.get(0).channelKey();
  }

  @Override
  public String channelKey() {
    return channelKey;
  }

  @Override
  public Outcome send(ClaimedDelivery delivery, AttemptJournal journal) {
    Messenger messenger = messengers.get(delivery.channel());
    return messenger == null
        ? new Outcome.PermanentFailure(CHANNEL_NOT_SUPPORTED, delivery.channel().name())
        : messenger.send(delivery, journal);
  }
}
