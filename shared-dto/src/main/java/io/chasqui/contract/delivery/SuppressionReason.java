package io.chasqui.contract.delivery;

/**
 * Why somebody must not be written to. A delivery that is suppressed has it as its failure code.
 */
public enum SuppressionReason {
  /** There is no such address. For a time. */
  HARD_BOUNCE,
  /** Who has the address has complained. */
  COMPLAINT,
  /** Somebody here has said so. */
  MANUAL,
  /** The recipient does not want a category any more. */
  UNSUBSCRIBED,
  /** Who has the number has answered STOP, or told the gateway so. */
  STOP_KEYWORD,
  /** Who has the chat has written {@code /stop} to the bot. */
  TELEGRAM_STOPPED,
  /** Who has the chat has blocked the bot. */
  TELEGRAM_BLOCKED,
  /** The push subscription has ended. */
  PUSH_GONE,
  /** The webhook endpoint is gone. */
  WEBHOOK_GONE
}
