package io.chasqui.server.security.person.store;

import static io.chasqui.platform.db.Times.instantOrNull;
import static io.chasqui.platform.db.Times.utcOrNull;

import io.chasqui.server.security.person.FirstPerson;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class FirstPersonStore implements FirstPerson.Store {

  private static final String UPSERT =
      """
      INSERT INTO first_person AS stored (password_hash, expires_at)
      VALUES (:hash, CAST(:expiresAt AS timestamptz))
      ON CONFLICT (id) DO UPDATE
      SET password_hash = excluded.password_hash, expires_at = excluded.expires_at
      """;

  private final JdbcClient jdbc;

  FirstPersonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<FirstPerson> find() {
    return jdbc.sql("SELECT password_hash, expires_at FROM first_person")
        .query(
            (row, number) ->
                new FirstPerson(row.getString("password_hash"), instantOrNull(row, "expires_at")))
        .optional();
  }

  @Override
  public void save(FirstPerson person) {
    upsert(person, UPSERT);
  }

  @Override
  public boolean saveUnlessChosen(FirstPerson person) {
    return upsert(person, UPSERT + "WHERE stored.expires_at IS NOT NULL") > 0;
  }

  private int upsert(FirstPerson person, String sql) {
    return jdbc.sql(sql)
        .param("hash", person.passwordHash())
        .param("expiresAt", utcOrNull(person.expiresAt()))
        .update();
  }
}
