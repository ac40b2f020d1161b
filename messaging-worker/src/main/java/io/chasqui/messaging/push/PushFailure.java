package io.chasqui.messaging.push;

/** Failure codes of this channel; those it shares with others are in the core. */
final class PushFailure {

  /** The browser takes nothing more, or its subscription was removed, or is somebody else's now. */
  static final String SUBSCRIPTION_GONE = "SUBSCRIPTION_GONE";

  /** The push service does not take the message, or not from us. */
  static final String PUSH_REJECTED = "PUSH_REJECTED";

  /** The push service takes no messages of that size. */
  static final String PUSH_TOO_LARGE = "PUSH_TOO_LARGE";

  private PushFailure() {}
}
