package canary.feature;

import java.util.List;

/** What another feature keeps where is that feature's business. */
public final class NamesATableOfAnother {

  private static final String JOBS = "jobrunr_jobs";

  private NamesATableOfAnother() {}

  static List<String> statements(String condition) {
    return List.of(
        "SELECT id FROM alert, ONLY contact_message AS old WHERE id = 1",
        """
        DELETE FROM own_table
        USING event_outbox event WHERE event.id = own_table.id
        """,
        "UPDATE idempotency_key SET result_id = NULL WHERE " + condition,
        "SELECT count(*) FROM own_table LEFT JOIN " + JOBS + " AS job ON true",
        "TRUNCATE TABLE rate_limit",
        "INSERT INTO public.report (correlation_id) VALUES ('x')");
  }
}
