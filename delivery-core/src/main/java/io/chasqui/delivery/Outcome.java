package io.chasqui.delivery;

import io.chasqui.contract.delivery.AttemptOutcome;
import io.chasqui.contract.delivery.SuppressionReason;
import io.chasqui.platform.log.Masking;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended. What follows from it is decided in one place, {@code OutcomePolicy}.
 *
 * <p>A {@code detail} is the provider's words; it is masked and bounded here, so that no address
 * travels further.
 */
public sealed interface Outcome {

  /** As it is stored, and shown to callers. */
  AttemptOutcome kind();

  /** Why, for programs, e.g. {@code RECIPIENT_REJECTED}; null when it was delivered. */
  @Nullable String code();

  /** Why, in the provider's words. */
  @Nullable String detail();

  /** The same with other words. */
  Outcome withDetail(String detail);

  /**
   * The peer accepted the message.
   *
   * @param providerMessageId what the peer calls it; null: it gave it no name
   * @param detail its answer in its own words; null: none
   */
  record Delivered(@Nullable String providerMessageId, @Nullable String detail) implements Outcome {

    public Delivered {
      detail = Masking.providersWords(detail);
    }

    @Override
    public AttemptOutcome kind() {
      return AttemptOutcome.DELIVERED;
    }

    @Override
    public Outcome withDetail(String detail) {
      return new Delivered(providerMessageId, detail);
    }

    @Override
    public @Nullable String code() {
      return null;
    }
  }

  /**
   * Not now.
   *
   * @param code why, for programs
   * @param detail why, in the provider's words; null: none
   * @param retryAfter the wait that the peer asked for, which wins over ours; null: it asked for
   *     none
   */
  record TemporaryFailure(String code, @Nullable String detail, @Nullable Duration retryAfter)
      implements Outcome {

    public TemporaryFailure {
      detail = Masking.providersWords(detail);
    }

    /** One whose peer asked for no wait. */
    public TemporaryFailure(String code, @Nullable String detail) {
      this(code, detail, null);
    }

    @Override
    public AttemptOutcome kind() {
      return AttemptOutcome.TEMPORARY_FAILURE;
    }

    @Override
    public Outcome withDetail(String detail) {
      return new TemporaryFailure(code, detail, retryAfter);
    }
  }

  /**
   * Never.
   *
   * @param code why, for programs
   * @param detail why, in the provider's words; null: none
   * @param suppresses for what reason the address is not written to any more, which is stored with
   *     the attempt's end; null: it may be
   */
  record PermanentFailure(
      String code, @Nullable String detail, @Nullable SuppressionReason suppresses)
      implements Outcome {

    public PermanentFailure {
      detail = Masking.providersWords(detail);
    }

    /** One that says nothing of the address. */
    public PermanentFailure(String code, @Nullable String detail) {
      this(code, detail, null);
    }

    @Override
    public AttemptOutcome kind() {
      return AttemptOutcome.PERMANENT_FAILURE;
    }

    @Override
    public Outcome withDetail(String detail) {
      return new PermanentFailure(code, detail, suppresses);
    }
  }

  /**
   * Our credentials, our quota or the provider: the message is innocent, and the attempt does not
   * count.
   *
   * @param code why, for programs
   * @param detail why, in the provider's words; null: none
   * @param pause for how long the channel is paused; null: for the channel's own time; zero: this
   *     may be this worker's view alone, and its {@code ProviderCircuitBreaker} decides
   */
  record ChannelFault(String code, @Nullable String detail, @Nullable Duration pause)
      implements Outcome {

    public ChannelFault {
      detail = Masking.providersWords(detail);
    }

    /** One that pauses the channel for its own time. */
    public ChannelFault(String code, @Nullable String detail) {
      this(code, detail, null);
    }

    /** The peer does not answer: nothing is known of it but that. */
    public static ChannelFault unreachable(@Nullable String detail) {
      return new ChannelFault(FailureCode.SEND_FAILED, detail, Duration.ZERO);
    }

    @Override
    public AttemptOutcome kind() {
      return AttemptOutcome.CHANNEL_FAULT;
    }

    @Override
    public Outcome withDetail(String detail) {
      return new ChannelFault(code, detail, pause);
    }
  }

  /**
   * Cut off after the last byte: the peer may have accepted it.
   *
   * @param code why, for programs
   * @param detail why, in the provider's words; null: none
   */
  record Unknown(String code, @Nullable String detail) implements Outcome {

    public Unknown {
      detail = Masking.providersWords(detail);
    }

    @Override
    public AttemptOutcome kind() {
      return AttemptOutcome.UNKNOWN;
    }

    @Override
    public Outcome withDetail(String detail) {
      return new Unknown(code, detail);
    }
  }
}
