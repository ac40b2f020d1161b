package io.chasqui.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has whoever a delivery is for suppressed when a worker has just taken it: between its claim and
 * its last byte, which is not to go out then.
 */
public final class SuppressedMeanwhile {

  private SuppressedMeanwhile() {}

  /**
   * From now on, for the deliveries of one correlation id.
   *
   * @param correlationId letters, digits and dashes
   */
  public static void whoGets(String correlationId, JdbcClient jdbc) {
    jdbc.sql(
            """
            CREATE OR REPLACE FUNCTION suppress_meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              UPDATE delivery_message SET address_hash = decode(repeat(md5(id::text), 2), 'hex')
              WHERE id = NEW.delivery_id AND correlation_id = '%s';
              INSERT INTO suppression (id, channel, address_hash, reason, since)
              SELECT id, channel, address_hash, 'MANUAL', now() FROM delivery_message
              WHERE id = NEW.delivery_id AND correlation_id = '%s';
              RETURN NULL;
            END $$
            """
                .formatted(correlationId, correlationId))
        .update();
    jdbc.sql(
            """
            CREATE OR REPLACE TRIGGER suppress_meanwhile AFTER INSERT ON delivery_attempt
            FOR EACH ROW EXECUTE FUNCTION suppress_meanwhile()
            """)
        .update();
  }
}
