package io.chasqui.server.console.delivery.store;

import io.chasqui.server.console.delivery.SavedFilter;
import io.chasqui.server.console.delivery.SavedFilters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresSavedFilters implements SavedFilters {

  private final JdbcClient jdbc;

  PostgresSavedFilters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<SavedFilter> seenBy(String person) {
    return jdbc.sql(
            """
            SELECT id, owner, is_for_all, name, query FROM saved_filter
            WHERE owner = :person OR is_for_all
            ORDER BY lower(name), id LIMIT 200
            """)
        .param("person", person)
        .query((row, number) -> filter(row))
        .list();
  }

  @Override
  public Optional<SavedFilter> find(UUID id) {
    return jdbc.sql("SELECT id, owner, is_for_all, name, query FROM saved_filter WHERE id = :id")
        .param("id", id)
        .query((row, number) -> filter(row))
        .optional();
  }

  @Override
  public boolean add(SavedFilter filter) {
    return jdbc.sql(
                """
                INSERT INTO saved_filter (id, owner, is_for_all, name, query)
                SELECT :id, :owner, :isForAll, :name, :query
                WHERE (SELECT count(*) FROM saved_filter WHERE owner = :owner) < :most
                """)
            .param("id", filter.id())
            .param("owner", filter.owner())
            .param("isForAll", filter.isForAll())
            .param("name", filter.name())
            .param("query", filter.query())
            .param("most", MOST)
            .update()
        == 1;
  }

  @Override
  public void remove(UUID id) {
    jdbc.sql("DELETE FROM saved_filter WHERE id = :id").param("id", id).update();
  }

  private static SavedFilter filter(ResultSet row) throws SQLException {
    return new SavedFilter(
        row.getObject("id", UUID.class),
        row.getString("owner"),
        row.getBoolean("is_for_all"),
        row.getString("name"),
        row.getString("query"));
  }
}
