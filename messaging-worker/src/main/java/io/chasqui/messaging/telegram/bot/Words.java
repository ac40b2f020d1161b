package io.chasqui.messaging.telegram.bot;

import io.chasqui.messaging.telegram.ApiAnswer;

/** Says for the log how a call went, without anything a person wrote. */
final class Words {

  private Words() {}

  static String of(ApiAnswer answer) {
    if (answer instanceof ApiAnswer.Refused refused) {
      return "refused with " + refused.status();
    }
    if (answer instanceof ApiAnswer.Unreadable unreadable) {
      return "HTTP " + unreadable.status() + " without a Bot API answer";
    }
    if (answer instanceof ApiAnswer.NotSent notSent) {
      return "not sent, " + notSent.reason();
    }
    if (answer instanceof ApiAnswer.NotConnected notConnected) {
      return "not connected, " + notConnected.reason();
    }
    if (answer instanceof ApiAnswer.HeldBack held) {
      return "held back, " + held.reason();
    }
    if (answer instanceof ApiAnswer.NoAnswer noAnswer) {
      return "no answer, " + noAnswer.reason();
    }
    return "accepted";
  }
}
