package io.chasqui.messaging.sms;

import io.chasqui.delivery.Outcome;
import io.chasqui.worker.AttemptJournal;

/** Whoever brings SMS to phones. */
interface SmsGateway {

  /**
   * Gives it a message, by one request that ends within the time of the settings. Whatever it
   * answers, or does not, is an outcome; nothing is thrown for that.
   *
   * @param journal asked before the last byte of the request
   */
  Outcome send(Sms message, AttemptJournal journal);
}
