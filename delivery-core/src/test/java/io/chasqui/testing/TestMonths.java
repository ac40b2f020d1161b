package io.chasqui.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Months of deliveries as tests need them. */
public final class TestMonths {

  private TestMonths() {}

  /**
   * Makes this month and those before it, so many in all, in place of the first, which is empty.
   */
  public static void inPlaceOfTheFirst(JdbcClient jdbc, int months) {
    for (String part : List.of("delivery_state", "delivery_attempt", "delivery_message")) {
      jdbc.sql("ALTER TABLE %1$s DETACH PARTITION %1$s_first".formatted(part)).update();
    }
    jdbc.sql(
            """
            SELECT count(add_delivery_month(
              (now() AT TIME ZONE 'UTC' - ago * interval '1 month')::date))
            FROM generate_series(0, :months - 1) AS ago
            """)
        .param("months", months)
        .query(Integer.class)
        .single();
  }

  /**
   * Lets the first month end in this moment, and another one begin: what was stored before is of a
   * month that is over.
   */
  public static void endTheFirst(TestDatabase database) {
    database
        .jdbc()
        .sql(
            """
            DO $$
            DECLARE
              running CONSTANT text := to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM');
              bound CONSTANT uuid := first_delivery_id(now());
              ends CONSTANT uuid := (SELECT end_id FROM delivery_month WHERE name = 'first');
              part text;
              parts CONSTANT text[] := ARRAY['delivery_state', 'delivery_attempt', 'delivery_message'];
            BEGIN
              FOREACH part IN ARRAY parts LOOP
                EXECUTE format('ALTER TABLE %1$I DETACH PARTITION %1$I_first', part);
              END LOOP;
              PERFORM add_delivery_month((now() AT TIME ZONE 'UTC')::date);
              FOREACH part IN ARRAY parts LOOP
                EXECUTE format('ALTER TABLE %1$I DETACH PARTITION %2$I', part, part || '_' || running);
                EXECUTE format('ALTER TABLE %1$I ATTACH PARTITION %2$I FOR VALUES FROM (%3$L) TO (%4$L)',
                  part, part || '_' || running, bound, ends);
                EXECUTE format('ALTER TABLE %1$I ATTACH PARTITION %1$I_first FOR VALUES FROM (MINVALUE) TO (%2$L)',
                  part, bound);
              END LOOP;
            END $$
            """)
        .update();
  }
}
