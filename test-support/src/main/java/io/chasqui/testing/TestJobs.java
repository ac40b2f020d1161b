package io.chasqui.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** JobRunr's rows of jobs, as tests look at them and change them behind everybody's back. */
public final class TestJobs {

  /** SQL: a time at which a worker that still lives would have touched its jobs again. */
  public static final String LONG_AGO = "now() AT TIME ZONE 'UTC' - interval '61 seconds'";

  private final TestDatabase database;

  public TestJobs(TestDatabase database) {
    this.database = database;
  }

  /**
   * Changes the row of a job, which has to be there.
   *
   * @param id of its delivery
   * @param set what SQL has behind SET
   */
  public void change(Object id, String set) {
    int changed =
        database
            .jdbc()
            .sql("UPDATE jobrunr_jobs SET " + set + " WHERE id = :id")
            .param("id", id.toString())
            .update();
    assertThat(changed).isEqualTo(1);
  }

  /**
   * Removes the row of a job.
   *
   * @param id of its delivery
   */
  public void remove(Object id) {
    database
        .jdbc()
        .sql("DELETE FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .update();
  }

  /**
   * Waits until a job is in a state, ten seconds at most.
   *
   * @param id of its delivery
   * @param state as JobRunr names it
   */
  public void awaitState(Object id, String state) {
    await().untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
  }

  /**
   * The state of a job, as JobRunr names it; "no row" while its delivery is being sent.
   *
   * @param id of its delivery
   */
  public String state(Object id) {
    return database
        .jdbc()
        .sql("SELECT state FROM jobrunr_jobs WHERE id = :id")
        .param("id", id.toString())
        .query(String.class)
        .optional()
        .orElse("no row");
  }
}
