package io.chasqui.email.smtp;

import io.chasqui.delivery.Outcome;

/** No connection could be opened; nothing of any message was sent. */
final class SmtpConnectException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  SmtpConnectException(Outcome outcome) {
    super(String.valueOf(outcome.code()), null, false, false);
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }
}
