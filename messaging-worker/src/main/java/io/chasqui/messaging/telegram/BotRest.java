package io.chasqui.messaging.telegram;

import io.chasqui.delivery.Outcome.ChannelFault;
import io.chasqui.messaging.telegram.ApiAnswer.HeldBack;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The silence the bot keeps, in all workers. The core asks before it takes a delivery; this is for
 * attempts that are under way already: between their requests, and while they wait for an upload.
 */
final class BotRest {

  private final JdbcClient jdbc;
  private final String channelKey;
  private final Duration withoutStatedTime;
  private final Pause pause;

  /** Lets the channel rest. */
  interface Pause {
    void begin(Duration length, String reason);
  }

  /**
   * @param withoutStatedTime the rest after a fault that names no time
   */
  BotRest(JdbcClient jdbc, String channelKey, Duration withoutStatedTime, Pause pause) {
    this.jdbc = jdbc;
    this.channelKey = channelKey;
    this.withoutStatedTime = withoutStatedTime;
    this.pause = pause;
  }

  /** The bot's silence as of now; empty when it may speak. */
  Optional<HeldBack> now() {
    return jdbc.sql(
            """
            SELECT reason, extract(epoch FROM paused_until - now()) * 1000 AS millis
            FROM channel_pause
            WHERE channel_key = :channelKey AND paused_until > now()
            """)
        .param("channelKey", channelKey)
        .query(
            (row, number) ->
                new HeldBack(row.getString("reason"), Duration.ofMillis(row.getLong("millis"))))
        .optional();
  }

  /**
   * Begins the silence. The core does so too, when the attempt has ended; an upload has to do it
   * before it lets the next in line have its turn.
   */
  void begin(ChannelFault fault) {
    pause.begin(fault.pause() == null ? withoutStatedTime : fault.pause(), fault.code());
  }
}
