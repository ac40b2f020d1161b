package io.chasqui.jobs;

import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.JobSteward;
import org.jobrunr.server.tasks.steward.OnboardNewWorkTask;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;

/** A JobRunr server that can be told to look for work now, besides its poll every few seconds. */
final class WakeableJobServer extends BackgroundJobServer {

  WakeableJobServer(
      StorageProvider storage,
      JsonMapper jsonMapper,
      JobActivator activator,
      BackgroundJobServerConfiguration configuration) {
    super(storage, jsonMapper, activator, configuration);
  }

  void lookForWork() {
    ((WakeableSteward) getJobSteward()).lookForWork();
  }

  @Override
  protected JobSteward createJobSteward() {
    return new WakeableSteward(this);
  }

  private static final class WakeableSteward extends JobSteward {

    WakeableSteward(BackgroundJobServer server) {
      super(server);
    }

    void lookForWork() {
      getTaskOfType(OnboardNewWorkTask.class).runTaskThreadSafe();
    }
  }
}
