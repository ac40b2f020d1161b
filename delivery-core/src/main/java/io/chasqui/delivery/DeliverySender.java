package io.chasqui.delivery;

/** What a worker supplies: one try at handing a message to its peer. */
public interface DeliverySender {

  /**
   * Names the peer whose faults and pauses its deliveries share, e.g. {@code smtp:host:port}; never
   * a secret. At most 200 characters.
   */
  String channelKey();

  /**
   * Makes one try. Everything that can go wrong with a peer is an outcome; an exception means a
   * fault of ours and is recorded as one.
   *
   * @param journal to be told how far the attempt has come, and asked before the message's last
   *     byte goes out
   */
  Outcome send(ClaimedDelivery delivery, AttemptJournal journal);
}
