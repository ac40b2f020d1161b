package io.chasqui.jobs;

import java.sql.Connection;
import java.util.function.Function;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.sql.common.JobTable;
import org.jobrunr.storage.sql.common.db.Dialect;

/**
 * JobRunr's table of jobs, told how to get at the columns of a job. By itself it looks for their
 * getters by reflection, for each job anew; that was two fifths of the server's work on a batch.
 */
public class DirectJobTable extends JobTable {

  public DirectJobTable(
      Connection connection, Dialect dialect, String tablePrefix, JobMapper jobMapper) {
    super(connection, dialect, tablePrefix, jobMapper);
    column("id", Job::getId);
    column("state", Job::getState);
    column("createdAt", Job::getCreatedAt);
    column("updatedAt", Job::getUpdatedAt);
  }

  private void column(String name, Function<Job, Object> value) {
    with(name, value);
  }
}
