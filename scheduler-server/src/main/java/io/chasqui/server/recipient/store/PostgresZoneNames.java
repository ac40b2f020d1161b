package io.chasqui.server.recipient.store;

import io.chasqui.server.recipient.ZoneNames;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Asks once: PostgreSQL reads some hundred files for it. */
@Repository
class PostgresZoneNames implements ZoneNames {

  private final JdbcClient jdbc;
  private volatile @Nullable Set<String> known;

  PostgresZoneNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Set<String> names() {
    Set<String> names = known;
    if (names == null) {
      names = Set.copyOf(ask());
      known = names;
    }
    return names;
  }

  private Set<String> ask() {
    return jdbc.sql("SELECT name FROM pg_timezone_names").query(String.class).set();
  }
}
