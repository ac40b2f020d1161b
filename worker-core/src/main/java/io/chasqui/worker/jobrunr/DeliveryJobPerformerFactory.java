package io.chasqui.worker.jobrunr;

import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobPerformer;
import org.jobrunr.server.BackgroundJobPerformerFactory;
import org.jobrunr.server.BackgroundJobServer;

/** Has the jobs of a worker's server run by us; JobRunr finds it as a service. */
public final class DeliveryJobPerformerFactory implements BackgroundJobPerformerFactory {

  /** Before JobRunr's own, if it had one. */
  @Override
  public int getPriority() {
    return 10;
  }

  @Override
  public BackgroundJobPerformer newBackgroundJobPerformer(BackgroundJobServer server, Job job) {
    return server instanceof QueueJobServer ours
        ? new DeliveryJobPerformer(ours, job)
        : new BackgroundJobPerformer(server, job);
  }
}
