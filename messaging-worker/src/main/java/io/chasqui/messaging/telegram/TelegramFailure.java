package io.chasqui.messaging.telegram;

/** Failure codes of this channel; those it shares with others are in the core. */
final class TelegramFailure {

  /** Telegram does not take this message, to whomever it goes. */
  static final String MESSAGE_REJECTED = "MESSAGE_REJECTED";

  /** The owner of the phone number has not shared it with the bot. */
  static final String RECIPIENT_NOT_LINKED = "RECIPIENT_NOT_LINKED";

  /** Something that is not the Bot API answers at its address. */
  static final String NOT_THE_BOT_API = "NOT_THE_BOT_API";

  private TelegramFailure() {}
}
