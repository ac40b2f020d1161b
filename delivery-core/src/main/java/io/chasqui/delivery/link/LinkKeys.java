package io.chasqui.delivery.link;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of links: those that are configured, or one that is kept in the database. */
final class LinkKeys {

  private static final int BYTES = 32;

  private final JdbcClient jdbc;

  LinkKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All processes on a database come to the same, if they are configured alike. */
  LinkTokens tokens(LinkSettings settings) {
    List<byte[]> configured =
        settings.keys().stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    return new LinkTokens(configured.isEmpty() ? List.of(kept()) : configured);
  }

  /** Looked for first: a database that can only be read, after a failover, is good enough then. */
  private byte[] kept() {
    return find().or(this::keep).orElseThrow();
  }

  private Optional<byte[]> keep() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    jdbc.sql("INSERT INTO link_key (key) VALUES (:key) ON CONFLICT DO NOTHING")
        .param("key", key)
        .update();
    return find();
  }

  private Optional<byte[]> find() {
    return jdbc.sql("SELECT key FROM link_key")
        .query((row, number) -> row.getBytes("key"))
        .optional();
  }
}
