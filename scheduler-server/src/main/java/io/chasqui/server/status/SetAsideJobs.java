package io.chasqui.server.status;

import io.chasqui.jobs.QuarantinedJobs;
import io.chasqui.jobs.QuarantinedJobs.SetAside;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.Audit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Jobs that no worker can run: shows them, and lets people delete them when they have looked. */
@Service
public class SetAsideJobs {

  private final QuarantinedJobs jobs;
  private final Audit audit;

  SetAsideJobs(JdbcClient jdbc, Audit audit) {
    this.jobs = new QuarantinedJobs(jdbc);
    this.audit = audit;
  }

  /** How many there are, counted up to a thousand. */
  public int count() {
    return jobs.find().number();
  }

  /** The newest of them, at most so many. */
  public List<SetAside> newest(int limit) {
    return jobs.newest(limit);
  }

  /**
   * Deletes them, but for those that were set aside after this one: nobody has looked at those.
   *
   * @return how many there were
   */
  @Transactional
  public int deleteUntil(long newest) {
    int deleted = jobs.deleteUntil(newest);
    if (deleted > 0) {
      audit.record(
          Act.done("set-aside-jobs.deleted", "SET_ASIDE_JOBS", String.valueOf(newest))
              .with("deleted", deleted));
    }
    return deleted;
  }
}
