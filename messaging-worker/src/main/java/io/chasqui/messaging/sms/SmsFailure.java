package io.chasqui.messaging.sms;

/** Failure codes of this channel; those it shares with others are in the core. */
final class SmsFailure {

  /** Our account: it does not exist, has no money, or may not send from that number. */
  static final String ACCOUNT_REFUSED = "ACCOUNT_REFUSED";

  /** The gateway does not take this text, to whomever it goes. */
  static final String MESSAGE_REJECTED = "MESSAGE_REJECTED";

  /** Whoever has the number has told the gateway to send nothing more. */
  static final String RECIPIENT_OPTED_OUT = "RECIPIENT_OPTED_OUT";

  /** The gateway answered with an error of its own. */
  static final String GATEWAY_CODE = "GATEWAY_CODE";

  private SmsFailure() {}
}
