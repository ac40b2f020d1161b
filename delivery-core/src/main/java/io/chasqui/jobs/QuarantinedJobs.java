package io.chasqui.jobs;

import io.chasqui.platform.db.Columns;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows of the jobs that workers have set aside because nobody can run them. */
public final class QuarantinedJobs {

  private final JdbcClient jdbc;

  /**
   * @param jdbc asks in the transaction of the caller if there is one
   */
  public QuarantinedJobs(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those there are now, as one statement sees them. */
  public Found find() {
    return jdbc.sql(
            """
            SELECT (SELECT count(*) FROM (SELECT FROM job_quarantine LIMIT 1000) AS jobs) AS number,
              ARRAY (SELECT id FROM job_quarantine WHERE NOT told ORDER BY id LIMIT 1000)
                AS untold
            """)
        .query(
            (row, number) ->
                new Found(
                    row.getInt("number"), List.of((Long[]) row.getArray("untold").getArray())))
        .single();
  }

  /** Notes that people were told of these. */
  public void markTold(List<Long> ids) {
    jdbc.sql("UPDATE job_quarantine SET told = true WHERE id = ANY (:ids)")
        .param("ids", Columns.array("bigint", ids.stream()))
        .update();
  }

  /**
   * @param number how many there are, counted up to a thousand
   * @param untold those that nobody was told of, up to a thousand
   */
  public record Found(int number, List<Long> untold) {}
}
