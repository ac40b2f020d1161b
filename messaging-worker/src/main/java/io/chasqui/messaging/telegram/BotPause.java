package io.chasqui.messaging.telegram;

import io.chasqui.delivery.ChannelPauses;
import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.messaging.telegram.ApiAnswer.HeldBack;
import io.chasqui.worker.Provider;
import java.time.Duration;
import java.util.Optional;

/**
 * The silence the bot keeps, in all workers. The core asks before it takes a delivery; this is for
 * attempts that are under way already: between their requests, and while they wait for an upload.
 */
final class BotPause {

  private final ChannelPauses pauses;
  private final Provider bot;
  private final Duration withoutStatedTime;

  /**
   * @param withoutStatedTime the pause after a fault that names no time
   */
  BotPause(ChannelPauses pauses, Provider bot, Duration withoutStatedTime) {
    this.pauses = pauses;
    this.bot = bot;
    this.withoutStatedTime = withoutStatedTime;
  }

  /** The bot's silence as of now; empty when it may speak. */
  Optional<HeldBack> now() {
    return pauses.pauseOf(bot.key()).map(pause -> new HeldBack(pause.reason(), pause.left()));
  }

  /**
   * Begins the silence. The core does so too, when the attempt has ended; an upload has to do it
   * before it lets the next in line have its turn.
   */
  void begin(ChannelFault fault) {
    Duration length = fault.pause() == null ? withoutStatedTime : fault.pause();
    pauses.pauseChannel(bot.key(), length, fault.code());
  }
}
