package io.chasqui.server.template.event.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.template.event.EventType;
import io.chasqui.server.template.event.EventTypeStore;
import io.chasqui.server.template.event.Variable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresEventTypeStore implements EventTypeStore {

  private static final ObjectMapper json = new ObjectMapper();
  private static final TypeReference<Map<String, Variable>> VARIABLES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  PostgresEventTypeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<EventType> list() {
    return jdbc.sql(
            """
            SELECT name, version, category, channels, strategy, quiet_hours, ttl_seconds,
              window_seconds, idempotency, variables, input, default_locale
            FROM event_type ORDER BY name
            """)
        .query((row, number) -> type(row))
        .list();
  }

  @Override
  public Optional<EventType> find(String name) {
    return jdbc.sql(
            """
            SELECT name, version, category, channels, strategy, quiet_hours, ttl_seconds,
              window_seconds, idempotency, variables, input, default_locale
            FROM event_type WHERE name = :name
            """)
        .param("name", name)
        .query((row, number) -> type(row))
        .optional();
  }

  /** A row that was just inserted has no xmax. */
  @Override
  public boolean put(EventType type) {
    return jdbc.sql(
            """
            INSERT INTO event_type AS known (
              name, category, channels, strategy, quiet_hours, ttl_seconds, window_seconds,
              idempotency, variables, input, default_locale)
            VALUES (
              :name, :category, :channels, :strategy, :quietHours, :ttl, :window, :idempotency,
              CAST(:variables AS json), CAST(:input AS jsonb), CAST(:locale AS text))
            ON CONFLICT (name) DO UPDATE SET
              (version, category, channels, strategy, quiet_hours, ttl_seconds, window_seconds,
                idempotency, variables, input, default_locale)
              = ROW (known.version + 1, EXCLUDED.category, EXCLUDED.channels, EXCLUDED.strategy,
                EXCLUDED.quiet_hours, EXCLUDED.ttl_seconds, EXCLUDED.window_seconds,
                EXCLUDED.idempotency, EXCLUDED.variables, EXCLUDED.input, EXCLUDED.default_locale)
            RETURNING xmax = 0
            """)
        .param("name", type.name())
        .param("category", type.category())
        .param("channels", type.channels().stream().map(Channel::name).toArray(String[]::new))
        .param("strategy", type.strategy().name())
        .param("quietHours", type.quietHours().name())
        .param("ttl", (int) type.ttl().toSeconds())
        .param("window", (int) type.window().toSeconds())
        .param("idempotency", type.idempotency().name())
        .param("variables", written(type.variables()))
        .param("input", type.input() == null ? null : written(type.input()))
        .param("locale", type.defaultLocale())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("DELETE FROM event_type WHERE name = :name").param("name", name).update() > 0;
  }

  private static EventType type(ResultSet row) throws SQLException {
    String input = row.getString("input");
    return new EventType(
        row.getString("name"),
        row.getLong("version"),
        row.getString("category"),
        channels(row),
        EventType.Strategy.valueOf(row.getString("strategy")),
        EventType.InQuietHours.valueOf(row.getString("quiet_hours")),
        Duration.ofSeconds(row.getInt("ttl_seconds")),
        Duration.ofSeconds(row.getInt("window_seconds")),
        EventType.IdempotentBy.valueOf(row.getString("idempotency")),
        variables(row.getString("variables")),
        input == null ? null : input(input),
        row.getString("default_locale"));
  }

  private static List<Channel> channels(ResultSet row) throws SQLException {
    return Arrays.stream((String[]) row.getArray("channels").getArray())
        .map(Channel::valueOf)
        .toList();
  }

  private static String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("rules that cannot be written", e);
    }
  }

  private static Map<String, Variable> variables(String text) {
    try {
      return json.readValue(text, VARIABLES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("variables that cannot be read", e);
    }
  }

  private static EventType.@Nullable Input input(String text) {
    try {
      return json.readValue(text, EventType.Input.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an input that cannot be read", e);
    }
  }
}
