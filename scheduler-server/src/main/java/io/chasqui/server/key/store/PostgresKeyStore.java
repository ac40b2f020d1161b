package io.chasqui.server.key.store;

import static io.chasqui.platform.db.Times.instant;
import static io.chasqui.platform.db.Times.instantOrNull;
import static io.chasqui.platform.db.Times.utc;
import static io.chasqui.platform.db.Times.utcOrNull;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKey;
import io.chasqui.server.key.KeyStore;
import io.chasqui.server.key.StoredKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresKeyStore implements KeyStore {

  private final JdbcClient jdbc;

  PostgresKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<StoredKey> find(String id) {
    return jdbc.sql(
            """
            SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at, secret_sha256
            FROM api_key WHERE id = :id
            """)
        .param("id", id)
        .query((row, number) -> new StoredKey(key(row), row.getString("secret_sha256")))
        .optional();
  }

  @Override
  public List<ApiKey> list() {
    return jdbc.sql(
            """
            SELECT id, name, scopes, created_at, expires_at, last_used_at, revoked_at
            FROM api_key ORDER BY created_at DESC, id
            """)
        .query((row, number) -> key(row))
        .list();
  }

  @Override
  public void lockName(String name) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('api_key'), hashtext(:name))")
        .param("name", name)
        .query(row -> {});
  }

  @Override
  public int countLive(String name, Instant now) {
    return jdbc.sql(
            """
            SELECT count(*) FROM api_key
            WHERE name = :name AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > :now)
            """)
        .param("name", name)
        .param("now", utc(now))
        .query(Integer.class)
        .single();
  }

  @Override
  public void insert(StoredKey stored) {
    ApiKey key = stored.key();
    jdbc.sql(
            """
            INSERT INTO api_key (id, name, secret_sha256, scopes, created_at, expires_at)
            VALUES (:id, :name, :secret, :scopes, :createdAt, CAST(:expiresAt AS timestamptz))
            """)
        .param("id", key.id())
        .param("name", key.name())
        .param("secret", stored.secretSha256())
        .param("scopes", key.scopes().stream().map(Scope::word).toArray(String[]::new))
        .param("createdAt", utc(key.createdAt()))
        .param("expiresAt", utcOrNull(key.expiresAt()))
        .update();
  }

  @Override
  public void noteUse(String id, Instant at) {
    jdbc.sql(
            """
            UPDATE api_key SET last_used_at = :at
            WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)
            """)
        .param("id", id)
        .param("at", utc(at))
        .update();
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return jdbc.sql("UPDATE api_key SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL")
            .param("id", id)
            .param("at", utc(at))
            .update()
        > 0;
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("name"),
        scopes(row),
        instant(row, "created_at"),
        instantOrNull(row, "expires_at"),
        instantOrNull(row, "last_used_at"),
        instantOrNull(row, "revoked_at"));
  }

  private static Set<Scope> scopes(ResultSet row) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream((String[]) row.getArray("scopes").getArray())
        .forEach(word -> Scope.ofWord(word).ifPresent(scopes::add));
    return scopes;
  }
}
