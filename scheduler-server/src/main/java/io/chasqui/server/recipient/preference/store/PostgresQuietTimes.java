package io.chasqui.server.recipient.preference.store;

import io.chasqui.delivery.QuietTime;
import io.chasqui.delivery.RecipientQuietTimes;
import io.chasqui.server.recipient.category.Categories;
import io.chasqui.server.recipient.preference.OwnQuietHours;
import io.chasqui.server.recipient.preference.QuietTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresQuietTimes implements RecipientQuietTimes {

  private final JdbcClient jdbc;
  private final QuietTimes times;
  private final Categories categories;

  PostgresQuietTimes(JdbcClient jdbc, QuietTimes times, Categories categories) {
    this.jdbc = jdbc;
    this.times = times;
    this.categories = categories;
  }

  @Override
  public Map<OnChannel, QuietTime> of(Set<OnChannel> recipients) {
    Map<UUID, Known> known = known(recipients);
    Map<OnChannel, QuietTime> found = new HashMap<>();
    for (OnChannel one : recipients) {
      Known recipient = known.get(one.recipient());
      if (recipient != null && !ignoresQuietHours(one.category())) {
        times
            .of(recipient.own(), recipient.zone(), one.channel())
            .ifPresent(time -> found.put(one, time));
      }
    }
    return found;
  }

  private boolean ignoresQuietHours(@Nullable String category) {
    return category != null && categories.rulesOf(category).ignoresQuietHours();
  }

  private Map<UUID, Known> known(Set<OnChannel> recipients) {
    Map<UUID, Known> known = new HashMap<>();
    jdbc.sql(
            """
            SELECT id, time_zone, extract(epoch FROM utc_offset)::integer AS offset_seconds,
              quiet_channels, quiet_from, quiet_to
            FROM recipient LEFT JOIN recipient_preference ON recipient_id = id
            WHERE id = ANY (:ids) AND erased_at IS NULL
            """)
        .param("ids", recipients.stream().map(OnChannel::recipient).distinct().toArray(UUID[]::new))
        .query(
            row -> {
              known.put(
                  row.getObject("id", UUID.class),
                  new Known(PostgresPreferenceStore.quietHours(row), zone(row)));
            });
    return known;
  }

  private static @Nullable String zone(ResultSet row) throws SQLException {
    int seconds = row.getInt("offset_seconds");
    return row.wasNull() ? row.getString("time_zone") : ZoneOffset.ofTotalSeconds(seconds).getId();
  }

  private record Known(@Nullable OwnQuietHours own, @Nullable String zone) {}
}
