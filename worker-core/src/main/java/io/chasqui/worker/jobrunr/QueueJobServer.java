package io.chasqui.worker.jobrunr;

import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Share;
import java.util.List;
import java.util.function.Predicate;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.server.JobSteward;
import org.jobrunr.server.strategy.WorkDistributionStrategy;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.utils.mapper.JsonMapper;

/**
 * The JobRunr server of this process, for all its queues. It runs what each {@code QueueConsumer}
 * gives it, instead of looking for work itself: that would be every few seconds, and once for every
 * job that ends. While the database is away it waits, where JobRunr's own would end itself.
 */
public final class QueueJobServer extends BackgroundJobServer {

  private final QueueStorageProvider storage;

  QueueJobServer(
      QueueStorageProvider storage,
      JsonMapper jsonMapper,
      JobActivator activator,
      BackgroundJobServerConfiguration configuration) {
    super(storage, jsonMapper, activator, configuration);
    this.storage = storage;
  }

  /** How many jobs of these shares it runs now, or has been given. */
  int inHand(Predicate<Share> shares) {
    return steward().inHand(shares);
  }

  /** Whether JobRunr has started it and the other servers know of it. */
  public boolean takesJobs() {
    return isRunning() && isAnnounced();
  }

  /** Whether the database took the last heartbeat. */
  public boolean databaseIsThere() {
    return !storage.isAway();
  }

  /** Marks the jobs of a share that have waited longest as being run by this server. */
  public List<Job> startProcessing(Share share, int atMost) {
    return getStorageProvider().getJobsToProcess(this, new QueueRequest(share, atMost));
  }

  /** Runs jobs of a share that this server has started to process. */
  public void run(Share share, List<Job> jobs) {
    steward().jobsAreTaken(share, jobs);
    jobs.forEach(this::processJob);
  }

  void whenAJobEnds(Queue queue, Runnable listener) {
    steward().whenAJobEnds(queue, listener);
  }

  /**
   * Lets other workers run the jobs that this server was given and did not begin, because it was
   * just stopping: JobRunr drops them.
   *
   * @return how many there were
   */
  public int handBackDropped() {
    return steward().handBackDropped();
  }

  /** Starts a server that had stopped itself; jobs that it dropped then are not in its hands. */
  public void startAgain() {
    steward().forgetJobs();
    start();
  }

  /** JobRunr asks before each of its regular tasks; too many that fail would end the server. */
  @Override
  public boolean isNotReadyToProcessJobs() {
    return storage.isAway() || super.isNotReadyToProcessJobs();
  }

  /** Called by the constructor of the superclass. */
  @Override
  protected JobSteward createJobSteward() {
    return new FedJobSteward(this);
  }

  /** Called by the constructor of the superclass. */
  @Override
  protected WorkDistributionStrategy createWorkDistributionStrategy() {
    return new NoWorkOfItsOwn(super.createWorkDistributionStrategy().getWorkerCount());
  }

  private FedJobSteward steward() {
    return (FedJobSteward) getJobSteward();
  }

  /** Answers JobRunr's own looks for work that nothing is wanted. */
  private record NoWorkOfItsOwn(int getWorkerCount) implements WorkDistributionStrategy {

    @Override
    public AmountRequest getWorkPageRequest() {
      return ascOnUpdatedAt(0);
    }
  }
}
