package io.chasqui.jobs;

import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.tasks.steward.OnboardNewWorkTask;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;

/** A JobRunr server that can be told to look for work now, besides its poll every few seconds. */
final class WakeableJobServer extends BackgroundJobServer {

  /**
   * Not the steward's: that one looks away while it is looking already, and a job that was enqueued
   * a moment too late for that look would wait for the next poll.
   */
  private final OnboardNewWorkTask onboarding;

  WakeableJobServer(
      StorageProvider storage,
      JsonMapper jsonMapper,
      JobActivator activator,
      BackgroundJobServerConfiguration configuration) {
    super(storage, jsonMapper, activator, configuration);
    this.onboarding = new OnboardNewWorkTask(this);
  }

  void lookForWork() {
    onboarding.runTaskThreadSafe();
  }
}
