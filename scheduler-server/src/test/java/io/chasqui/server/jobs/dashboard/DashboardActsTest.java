package io.chasqui.server.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.server.http.handlers.HttpRequestHandler;
import org.junit.jupiter.api.Test;

class DashboardActsTest {

  /** Filled while JobRunr's constructor runs. */
  private static final Set<String> ACTS = new TreeSet<>();

  /** AuditedActsIT does each of them: one that a new version brings has to be recorded too. */
  @Test
  void jobRunrHasNoActThatIsNotRecorded() {
    new Routes();

    assertThat(ACTS)
        .containsExactly(
            "DELETE /jobs/:id",
            "DELETE /problems/:type",
            "DELETE /recurring-jobs/:id",
            "POST /jobs/:id/requeue",
            "POST /recurring-jobs/:id/trigger");
  }

  private static final class Routes extends JobRunrApiHandler {

    Routes() {
      super(null, null, false);
    }

    @Override
    public void post(String route, HttpRequestHandler handler) {
      ACTS.add("POST " + route);
    }

    @Override
    public void delete(String route, HttpRequestHandler handler) {
      ACTS.add("DELETE " + route);
    }
  }
}
