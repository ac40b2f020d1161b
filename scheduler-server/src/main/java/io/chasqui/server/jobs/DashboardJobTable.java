package io.chasqui.server.jobs;

import io.chasqui.jobs.DirectJobTable;
import java.sql.Connection;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.sql.common.db.Dialect;
import org.jobrunr.storage.sql.common.mapper.SqlJobPageRequestMapper;

/** JobRunr's table of jobs as the dashboard reads it. */
final class DashboardJobTable extends DirectJobTable {

  private final JobMapper jobMapper;
  private final SqlJobPageRequestMapper pages;

  DashboardJobTable(
      Connection connection, Dialect dialect, String tablePrefix, JobMapper jobMapper) {
    super(connection, dialect, tablePrefix, jobMapper);
    this.jobMapper = jobMapper;
    this.pages = new SqlJobPageRequestMapper(this, dialect);
  }

  /** The state is a literal, or PostgreSQL could not use the partial index of scheduled jobs. */
  @Override
  public List<Job> selectJobsByState(StateName state, AmountRequest amountRequest) {
    return select(
            "jobAsJson FROM jobrunr_jobs WHERE state = '%s'".formatted(state.name()),
            pages.map(amountRequest))
        .map(row -> jobMapper.deserializeJob(row.asString("jobAsJson")))
        .toList();
  }
}
