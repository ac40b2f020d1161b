package io.chasqui.worker;

import io.chasqui.delivery.RetrySchedule;
import java.time.Duration;

/**
 * What a channel does with its outcomes.
 *
 * @param retrySchedule the waits after temporary failures
 * @param channelFaultPause how long a provider is paused after a fault that names no time
 * @param unknownResendAfter how long to wait before a delivery of unknown outcome is sent again
 * @param slowAfter an attempt that keeps its peer busy for longer says that the peer does not work
 * @param lease how long a worker may hold a delivery; longer than the longest possible attempt
 * @param repeatsUnknown whether a delivery of unknown outcome is sent again as after a temporary
 *     failure, by the retry schedule, because its peer knows a repetition; else once, after {@code
 *     unknownResendAfter}
 */
public record ChannelPolicy(
    RetrySchedule retrySchedule,
    Duration channelFaultPause,
    Duration unknownResendAfter,
    Duration slowAfter,
    Duration lease,
    boolean repeatsUnknown) {

  /** One that sends a delivery of unknown outcome again once at the most. */
  public ChannelPolicy(
      RetrySchedule retrySchedule,
      Duration channelFaultPause,
      Duration unknownResendAfter,
      Duration slowAfter,
      Duration lease) {
    this(retrySchedule, channelFaultPause, unknownResendAfter, slowAfter, lease, false);
  }

  /** The same, but what is of unknown outcome is sent again by the retry schedule. */
  public ChannelPolicy repeatingUnknown() {
    return new ChannelPolicy(
        retrySchedule, channelFaultPause, unknownResendAfter, slowAfter, lease, true);
  }

  /** The same with other waits after temporary failures. */
  public ChannelPolicy withRetrySchedule(RetrySchedule other) {
    return new ChannelPolicy(
        other, channelFaultPause, unknownResendAfter, slowAfter, lease, repeatsUnknown);
  }
}
