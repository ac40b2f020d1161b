package io.chasqui.delivery;

import io.chasqui.contract.delivery.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The truth about deliveries and their attempts, as workers need it: from taking a delivery to what
 * became of it. Times that decide something (due, deadline, lease) are judged by the ledger's own
 * clock, never by a worker's.
 */
public interface AttemptLedger extends SendFence, ChannelPauses {

  /**
   * Takes those of the deliveries that are due and that nothing refuses, and opens their next
   * attempts, both or neither.
   *
   * @param lease how long nobody else may take them
   * @param channelKey names the provider that their attempts go to
   * @param reports whether deliveries with a report are taken too
   * @return what was taken, in any order; {@link #standing} says why another was not
   */
  List<ClaimedDelivery> claim(
      List<DeliveryId> ids, Worker worker, Duration lease, String channelKey, boolean reports);

  /** The same, with and without a report. */
  default List<ClaimedDelivery> claim(
      List<DeliveryId> ids, Worker worker, Duration lease, String channelKey) {
    return claim(ids, worker, lease, channelKey, true);
  }

  /** Undoes claims whose attempts have not begun: they are due again, the attempts are gone. */
  void handBack(List<ClaimedDelivery> unbegun);

  /**
   * Says that a running attempt goes to another provider, which is not paused.
   *
   * @param channelKey names the provider
   * @return false when it is paused, or the attempt is not the running one any more
   */
  boolean turnTo(DeliveryId id, int attempt, String channelKey);

  /**
   * Whom the newest attempt of unknown outcome went to, who may have the message.
   *
   * @return key of the provider; empty when there is no such attempt
   */
  Optional<String> mayHaveIt(DeliveryId id);

  /** The lane of a delivery; empty when there is none. */
  Optional<Lane> laneOf(DeliveryId id);

  /**
   * Why a delivery is not taken for an attempt; empty when there is none.
   *
   * @param channelKey names the provider that its attempt would go to
   */
  Optional<UnclaimedDelivery> standing(DeliveryId id, String channelKey);

  /**
   * Takes an attempt's worker for lost, if its lease is over: from now on it may not send.
   *
   * @return empty when the attempt is not the running one any more, or has a lease
   */
  Optional<LostAttempt> takeForLost(DeliveryId id, int attempt);

  /**
   * Ends attempts and their deliveries.
   *
   * @return of each, in their order, whether it was recorded: not when it is not its delivery's
   *     running attempt any more
   */
  List<Boolean> end(List<EndedAttempt> ended);

  /**
   * Ends an attempt; the delivery will be tried again after {@code wait}, or looked at when its
   * deadline passes, whichever is first.
   *
   * @return when it will be looked at; empty when the attempt is not the running one any more
   */
  Optional<Instant> tryAgain(EndOfAttempt end, Duration wait);

  /** Puts off a delivery that nobody holds, without an attempt. */
  void putOff(DeliveryId id, Instant until, String code);

  /**
   * Puts off a delivery that nobody holds, without an attempt.
   *
   * @param wait from now on; it is looked at when its deadline passes, if that is before
   * @return when it will be looked at; empty when somebody has taken or ended it
   */
  Optional<Instant> putOff(DeliveryId id, Duration wait, String code);

  /**
   * Ends a delivery that nobody holds, as {@link #standing} has said, if that is so still.
   *
   * @param channelKey names the provider that its attempt would go to
   * @param why {@linkplain Refusal#isFinal final}
   * @return whether it has
   */
  boolean refuse(DeliveryId id, String channelKey, Refusal why);

  /**
   * Says when the next quiet hours of a delivery are that nobody holds, and puts it off until those
   * are over that are going on, without an attempt.
   *
   * @param until when it may be sent; a time that has passed: it may be now, and is not put off
   * @param next the first hours after that
   */
  void beQuiet(DeliveryId id, Instant until, QuietHours.Window next);

  /**
   * Ends a delivery whose deadline has passed and that nobody holds.
   *
   * @return whether it has
   */
  boolean expire(DeliveryId id);

  /**
   * Ends deliveries whose deadline has passed and that nobody holds, some at a time.
   *
   * @return the channel of each
   */
  List<Channel> expireOverdue();

  /** Marks deliveries as due whose jobs are. */
  void markQueued(List<DeliveryId> ids);
}
