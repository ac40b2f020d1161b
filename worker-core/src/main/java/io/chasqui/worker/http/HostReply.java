package io.chasqui.worker.http;

import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.Outcome;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is known after a request to a host. Holds nothing of the request, so no secret. */
public sealed interface HostReply {

  /**
   * What follows for the message, where that is the same for all channels.
   *
   * @param ofAnswer what an answer means to the channel
   */
  default Outcome outcome(Function<Answered, Outcome> ofAnswer) {
    if (this instanceof Answered answer) {
      return ofAnswer.apply(answer);
    }
    if (this instanceof NotConnected notConnected) {
      return Outcome.ChannelFault.unreachable(notConnected.reason());
    }
    if (this instanceof NotSent notSent) {
      return new Outcome.TemporaryFailure(FailureCode.SEND_FAILED, notSent.reason());
    }
    if (this instanceof NoAnswer noAnswer) {
      return new Outcome.Unknown(FailureCode.NO_ANSWER, noAnswer.reason());
    }
    return new Outcome.PermanentFailure(
        FailureCode.ADDRESS_REFUSED, "it is in a private or reserved network");
  }

  /**
   * It has answered.
   *
   * @param status of HTTP
   * @param retryAfter for how long it wants to be left alone; null: it did not say
   * @param location of the header {@code Location}; null: there was none
   * @param words of its body, masked; null: none
   */
  record Answered(
      int status, @Nullable Duration retryAfter, @Nullable String location, @Nullable String words)
      implements HostReply {

    /** For the journal. */
    public String said() {
      return words == null ? "HTTP " + status : status + " " + words;
    }
  }

  /** Its address is not one that we connect to. */
  record Refused() implements HostReply {}

  /**
   * There was no connection to make the request over.
   *
   * @param reason what broke, without any words of it
   */
  record NotConnected(String reason) implements HostReply {}

  /**
   * The request was not handed over completely, so it cannot have had an effect.
   *
   * @param reason what broke, without any words of it
   * @param byUs whether we broke it off
   */
  record NotSent(String reason, boolean byUs) implements HostReply {}

  /**
   * The request was handed over, and no answer came: it may have had its effect.
   *
   * @param reason what broke, without any words of it
   */
  record NoAnswer(String reason) implements HostReply {}
}
