package io.chasqui.jobs;

import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import java.time.Instant;
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

  /** The newest of them, at most so many. */
  public List<SetAside> newest(int limit) {
    return jdbc.sql(
            """
            SELECT id, job_id, job_signature, reason, since FROM job_quarantine
            ORDER BY id DESC LIMIT :limit
            """)
        .param("limit", limit)
        .query(
            (row, number) ->
                new SetAside(
                    row.getLong("id"),
                    row.getString("job_id"),
                    row.getString("job_signature"),
                    row.getString("reason"),
                    Times.instant(row, "since")))
        .list();
  }

  /**
   * Deletes them, but for those that were set aside after this one.
   *
   * @return how many there were
   */
  public int deleteUntil(long newest) {
    return jdbc.sql("DELETE FROM job_quarantine WHERE id <= :newest")
        .param("newest", newest)
        .update();
  }

  /**
   * A job that was set aside.
   *
   * @param id of the row
   * @param jobId of the job; it may be there more than once
   * @param signature of the method that it names
   * @param reason why nobody can run it
   * @param since when it was set aside
   */
  public record SetAside(long id, String jobId, String signature, String reason, Instant since) {}

  /**
   * @param number how many there are, counted up to a thousand
   * @param untold those that nobody was told of, up to a thousand
   */
  public record Found(int number, List<Long> untold) {}
}
