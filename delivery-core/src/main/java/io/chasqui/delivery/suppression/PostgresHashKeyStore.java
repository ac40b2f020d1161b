package io.chasqui.delivery.suppression;

import java.sql.Types;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostgresHashKeyStore implements HashKeyStore {

  private final JdbcClient jdbc;

  PostgresHashKeyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Looked for first: a database that can only be read, after a failover, is good enough then. */
  @Override
  public KeptHashKey keepUnlessThereIsOne(KeptHashKey fresh) {
    return find().or(() -> keep(fresh)).orElseThrow();
  }

  private Optional<KeptHashKey> keep(KeptHashKey fresh) {
    jdbc.sql(
            """
            INSERT INTO address_hash_key (key, proof) VALUES (:key, decode(:proof, 'hex'))
            ON CONFLICT DO NOTHING
            """)
        .param("key", fresh.key(), Types.BINARY)
        .param("proof", fresh.proof())
        .update();
    return find();
  }

  private Optional<KeptHashKey> find() {
    return jdbc.sql("SELECT key, encode(proof, 'hex') AS proof FROM address_hash_key")
        .query((row, number) -> new KeptHashKey(row.getBytes("key"), row.getString("proof")))
        .optional();
  }
}
