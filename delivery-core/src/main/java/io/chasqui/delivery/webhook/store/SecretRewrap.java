package io.chasqui.delivery.webhook.store;

import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.platform.secret.SecretBox;
import io.chasqui.platform.secret.UnreadableSecret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Encrypts by the newest key what an older one has encrypted. Any number of servers may do it side
 * by side: a row that somebody changed meanwhile is left as it is, and the next start finds it.
 */
final class SecretRewrap {

  private static final Logger log = LoggerFactory.getLogger(SecretRewrap.class);
  private static final int BATCH = 500;

  private final JdbcClient jdbc;

  SecretRewrap(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int all(SecretBox box) {
    int rewrapped = 0;
    UUID after = new UUID(0, 0);
    List<Sealed> batch = next(box.prefixOfNewest(), after);
    while (!batch.isEmpty()) {
      for (Sealed sealed : batch) {
        rewrapped += rewrap(box, sealed);
      }
      after = batch.get(batch.size() - 1).id();
      batch = next(box.prefixOfNewest(), after);
    }
    return rewrapped;
  }

  private List<Sealed> next(String prefix, UUID after) {
    return jdbc.sql(
            """
            SELECT id, secret, old_secret FROM webhook_endpoint
            WHERE id > :after
              AND (NOT starts_with(secret, :prefix) OR NOT starts_with(old_secret, :prefix))
            ORDER BY id LIMIT :atMost
            """)
        .param("after", after)
        .param("prefix", prefix)
        .param("atMost", BATCH)
        .query(Sealed::of)
        .list();
  }

  private int rewrap(SecretBox box, Sealed sealed) {
    try {
      String place = Endpoint.place(sealed.id());
      String old = sealed.oldSecret();
      return write(
          sealed,
          box.seal(box.open(sealed.secret(), place), place),
          old == null ? null : box.seal(box.open(old, place), place));
    } catch (UnreadableSecret e) {
      log.error(
          "The secret of webhook endpoint {} cannot be read: {}. Its webhooks are not sent; set the"
              + " key, or give the endpoint another secret",
          sealed.id(),
          e.getMessage());
      return 0;
    }
  }

  private int write(Sealed sealed, String secret, @Nullable String oldSecret) {
    return jdbc.sql(
            """
            UPDATE webhook_endpoint SET secret = :secret, old_secret = :oldSecret
            WHERE id = :id
              AND secret = :before
              AND old_secret IS NOT DISTINCT FROM CAST(:oldBefore AS text)
            """)
        .param("secret", secret)
        .param("oldSecret", oldSecret)
        .param("id", sealed.id())
        .param("before", sealed.secret())
        .param("oldBefore", sealed.oldSecret())
        .update();
  }

  private record Sealed(UUID id, String secret, @Nullable String oldSecret) {

    static Sealed of(ResultSet row, int number) throws SQLException {
      return new Sealed(
          row.getObject("id", UUID.class), row.getString("secret"), row.getString("old_secret"));
    }

    @Override
    public String toString() {
      return "Sealed[" + id + "]";
    }
  }
}
