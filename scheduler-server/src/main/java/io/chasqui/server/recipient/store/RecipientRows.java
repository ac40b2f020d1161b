package io.chasqui.server.recipient.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.platform.db.Times;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProfile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Recipients as rows of their table. */
final class RecipientRows {

  /** What {@link #entry} reads. */
  static final String COLUMNS =
      """
      recipient.id, external_id, name, email, phone, telegram_chat_id, locale, time_zone,
      extract(epoch FROM utc_offset)::integer AS offset_seconds, tags, operator_code,
      operator_code_given, attributes::text AS attributes, version, created_at, updated_at
      """;

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  /** Of its own: what the API makes of times and unknown fields is no matter of stored JSON. */
  private static final ObjectMapper JSON = new ObjectMapper();

  private RecipientRows() {}

  static DirectoryEntry entry(ResultSet row, int number) throws SQLException {
    return new DirectoryEntry(
        row.getObject("id", UUID.class),
        profile(row),
        row.getLong("version"),
        Times.instant(row, "created_at"),
        Times.instant(row, "updated_at"));
  }

  private static RecipientProfile profile(ResultSet row) throws SQLException {
    return new RecipientProfile(
        row.getString("external_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("telegram_chat_id"),
        row.getString("locale"),
        zone(row),
        List.of((String[]) row.getArray("tags").getArray()),
        row.getBoolean("operator_code_given") ? row.getString("operator_code") : null,
        object(row.getString("attributes")));
  }

  /** As it was written: {@code +00:00} has a text of its own in Java. */
  private static @Nullable String zone(ResultSet row) throws SQLException {
    int seconds = row.getInt("offset_seconds");
    if (row.wasNull()) {
      return row.getString("time_zone");
    }
    return seconds == 0 ? "+00:00" : ZoneOffset.ofTotalSeconds(seconds).getId();
  }

  private static Map<String, @Nullable Object> object(String json) throws SQLException {
    try {
      return JSON.readValue(json, OBJECT);
    } catch (JsonProcessingException e) {
      throw new SQLException("attributes are no JSON object", e);
    }
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list or map of plain values is JSON", e);
    }
  }
}
