package io.chasqui.server.recipient.category.store;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.recipient.category.CategoryStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresCategoryStore implements CategoryStore {

  private final JdbcClient jdbc;

  PostgresCategoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Category> list() {
    return jdbc.sql(
            """
            SELECT name, mandatory, ignores_quiet_hours, cap_max, cap_seconds, cap_channels,
              cap_policy, built_in
            FROM category ORDER BY name
            """)
        .query((row, number) -> category(row))
        .list();
  }

  @Override
  public Optional<Category> find(String name) {
    return jdbc.sql(
            """
            SELECT name, mandatory, ignores_quiet_hours, cap_max, cap_seconds, cap_channels,
              cap_policy, built_in
            FROM category WHERE name = :name
            """)
        .param("name", name)
        .query((row, number) -> category(row))
        .optional();
  }

  /** A row that was just inserted has no xmax. */
  @Override
  public boolean put(Category category) {
    Cap cap = category.cap();
    return jdbc.sql(
            """
            INSERT INTO category (
              name, mandatory, ignores_quiet_hours, cap_max, cap_seconds, cap_channels, cap_policy)
            VALUES (
              :name, :mandatory, :ignoresQuietHours, CAST(:max AS integer),
              CAST(:seconds AS integer), :channels, CAST(:policy AS text))
            ON CONFLICT (name) DO UPDATE SET
              (mandatory, ignores_quiet_hours, cap_max, cap_seconds, cap_channels, cap_policy)
              = ROW (EXCLUDED.mandatory, EXCLUDED.ignores_quiet_hours, EXCLUDED.cap_max,
                EXCLUDED.cap_seconds, EXCLUDED.cap_channels, EXCLUDED.cap_policy)
            RETURNING xmax = 0
            """)
        .param("name", category.name())
        .param("mandatory", category.mandatory())
        .param("ignoresQuietHours", category.ignoresQuietHours())
        .param("max", cap == null ? null : cap.max())
        .param("seconds", cap == null ? null : (int) cap.per().toSeconds())
        .param(
            "channels",
            cap == null
                ? new String[0]
                : cap.channels().stream().map(Channel::name).toArray(String[]::new))
        .param("policy", cap == null ? null : cap.policy().name())
        .query(Boolean.class)
        .single();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("DELETE FROM category WHERE name = :name AND NOT built_in")
            .param("name", name)
            .update()
        > 0;
  }

  private static Category category(ResultSet row) throws SQLException {
    return new Category(
        row.getString("name"),
        row.getBoolean("mandatory"),
        row.getBoolean("ignores_quiet_hours"),
        cap(row),
        row.getBoolean("built_in"));
  }

  private static @Nullable Cap cap(ResultSet row) throws SQLException {
    int max = row.getInt("cap_max");
    return row.wasNull()
        ? null
        : new Cap(
            max,
            Duration.ofSeconds(row.getInt("cap_seconds")),
            Arrays.stream((String[]) row.getArray("cap_channels").getArray())
                .map(Channel::valueOf)
                .collect(Collectors.toSet()),
            Cap.Policy.valueOf(row.getString("cap_policy")));
  }
}
