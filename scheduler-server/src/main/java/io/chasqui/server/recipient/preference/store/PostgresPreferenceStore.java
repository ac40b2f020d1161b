package io.chasqui.server.recipient.preference.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.QuietHours;
import io.chasqui.platform.db.Columns;
import io.chasqui.server.recipient.preference.CategoryPreference;
import io.chasqui.server.recipient.preference.OwnQuietHours;
import io.chasqui.server.recipient.preference.PreferenceStore;
import io.chasqui.server.recipient.preference.Preferences;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresPreferenceStore implements PreferenceStore {

  private final JdbcClient jdbc;

  PostgresPreferenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Preferences find(UUID recipient) {
    Map<String, CategoryPreference> categories = categories(recipient);
    return jdbc.sql(
            """
            SELECT disabled_channels, blocked_channels, channel_order, quiet_channels, quiet_from,
              quiet_to
            FROM recipient_preference WHERE recipient_id = :recipient
            """)
        .param("recipient", recipient)
        .query((row, number) -> preferences(row, categories))
        .optional()
        .orElse(Preferences.NONE);
  }

  private Map<String, CategoryPreference> categories(UUID recipient) {
    Map<String, CategoryPreference> categories = new HashMap<>();
    jdbc.sql(
            """
            SELECT category, enabled, channels FROM recipient_category
            WHERE recipient_id = :recipient
            """)
        .param("recipient", recipient)
        .query(
            row -> {
              categories.put(row.getString("category"), category(row));
            });
    return categories;
  }

  @Override
  public Map<UUID, Preferences> findAll(Collection<UUID> recipients) {
    UUID[] ids = recipients.toArray(UUID[]::new);
    Map<UUID, Map<String, CategoryPreference>> categories = new HashMap<>();
    jdbc.sql(
            """
            SELECT recipient_id, category, enabled, channels FROM recipient_category
            WHERE recipient_id = ANY (:ids)
            """)
        .param("ids", ids)
        .query(
            row -> {
              categories
                  .computeIfAbsent(row.getObject("recipient_id", UUID.class), id -> new HashMap<>())
                  .put(row.getString("category"), category(row));
            });
    Map<UUID, Preferences> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT recipient_id, disabled_channels, blocked_channels, channel_order,
              quiet_channels, quiet_from, quiet_to
            FROM recipient_preference WHERE recipient_id = ANY (:ids)
            """)
        .param("ids", ids)
        .query(
            row -> {
              UUID id = row.getObject("recipient_id", UUID.class);
              found.put(id, preferences(row, categories.getOrDefault(id, Map.of())));
            });
    return found;
  }

  private static CategoryPreference category(ResultSet row) throws SQLException {
    return new CategoryPreference(row.getBoolean("enabled"), channels(row.getArray("channels")));
  }

  /** Who has said something of a category has a row of preferences too. */
  @Override
  public void write(UUID recipient, Preferences preferences) {
    OwnQuietHours quiet = preferences.quietHours();
    jdbc.sql(
            """
            INSERT INTO recipient_preference (
              recipient_id, disabled_channels, blocked_channels, channel_order, quiet_channels,
              quiet_from, quiet_to)
            VALUES (
              :recipient, :disabled, :blocked, :order, :quietChannels, CAST(:quietFrom AS time),
              CAST(:quietTo AS time))
            ON CONFLICT (recipient_id) DO UPDATE SET
              (disabled_channels, blocked_channels, channel_order, quiet_channels, quiet_from,
                quiet_to)
              = ROW (EXCLUDED.disabled_channels, EXCLUDED.blocked_channels,
                EXCLUDED.channel_order, EXCLUDED.quiet_channels, EXCLUDED.quiet_from,
                EXCLUDED.quiet_to)
            """)
        .param("recipient", recipient)
        .param("disabled", words(preferences.disabled()))
        .param("blocked", words(preferences.blocked()))
        .param("order", words(preferences.order()))
        .param("quietChannels", quiet == null ? null : words(quiet.channels()))
        .param("quietFrom", quiet == null ? null : quiet.hours().from().toString())
        .param("quietTo", quiet == null ? null : quiet.hours().to().toString())
        .update();
    writeCategories(recipient, preferences.categories());
  }

  private void writeCategories(UUID recipient, Map<String, CategoryPreference> categories) {
    jdbc.sql("DELETE FROM recipient_category WHERE recipient_id = :recipient")
        .param("recipient", recipient)
        .update();
    jdbc.sql(
            """
            INSERT INTO recipient_category (recipient_id, category, enabled, channels)
            SELECT :recipient, category, enabled, string_to_array(channels, ',')
            FROM unnest(:category, :enabled, :channels) AS fresh (category, enabled, channels)
            """)
        .paramSource(
            new Columns<>(List.copyOf(categories.entrySet()))
                .add("category", "text", Map.Entry::getKey)
                .add("enabled", "bool", one -> one.getValue().enabled())
                .add("channels", "text", one -> joined(one.getValue().channels()))
                .with(Map.of("recipient", recipient))
                .params())
        .update();
  }

  private static Preferences preferences(ResultSet row, Map<String, CategoryPreference> categories)
      throws SQLException {
    return new Preferences(
        Set.copyOf(channels(row.getArray("disabled_channels"))),
        Set.copyOf(channels(row.getArray("blocked_channels"))),
        channels(row.getArray("channel_order")),
        categories,
        quietHours(row));
  }

  static @Nullable OwnQuietHours quietHours(ResultSet row) throws SQLException {
    Array channels = row.getArray("quiet_channels");
    return channels == null
        ? null
        : new OwnQuietHours(
            Set.copyOf(channels(channels)),
            new QuietHours(
                row.getObject("quiet_from", LocalTime.class),
                row.getObject("quiet_to", LocalTime.class)));
  }

  private static List<Channel> channels(Array words) throws SQLException {
    return Arrays.stream((String[]) words.getArray()).map(Channel::valueOf).toList();
  }

  private static String[] words(Collection<Channel> channels) {
    return channels.stream().map(Channel::name).toArray(String[]::new);
  }

  private static String joined(Collection<Channel> channels) {
    return String.join(",", words(channels));
  }
}
