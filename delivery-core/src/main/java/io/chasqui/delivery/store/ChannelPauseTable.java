package io.chasqui.delivery.store;

import io.chasqui.delivery.ChannelPause;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Until when providers are left alone by all workers. */
final class ChannelPauseTable {

  private final JdbcClient jdbc;

  ChannelPauseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void pauseChannel(String channelKey, Duration pause, String reason) {
    jdbc.sql(
            """
            INSERT INTO channel_pause AS stored (channel_key, paused_until, reason)
            VALUES (:channelKey, now() + :pauseMillis * interval '1 millisecond', :reason)
            ON CONFLICT (channel_key) DO UPDATE
            SET paused_until = excluded.paused_until, reason = excluded.reason
            WHERE stored.paused_until < excluded.paused_until
            """)
        .param("channelKey", channelKey)
        .param("pauseMillis", pause.toMillis())
        .param("reason", reason)
        .update();
  }

  Optional<ChannelPause> pauseOf(String channelKey) {
    return jdbc.sql(
            """
            SELECT reason, extract(epoch FROM paused_until - now()) * 1000 AS millis
            FROM channel_pause
            WHERE channel_key = :channelKey AND paused_until > now()
            """)
        .param("channelKey", channelKey)
        .query(
            (row, number) ->
                new ChannelPause(row.getString("reason"), Duration.ofMillis(row.getLong("millis"))))
        .optional();
  }
}
