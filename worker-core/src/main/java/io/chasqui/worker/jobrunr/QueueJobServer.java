package io.chasqui.worker.jobrunr;

import static org.jobrunr.storage.Paging.AmountBasedList.ascOnUpdatedAt;

import io.chasqui.jobs.Queue;
import io.chasqui.platform.FailPoint;
import io.chasqui.worker.attempt.DeliveryRunner;
import io.chasqui.worker.attempt.RunningJobs;
import io.chasqui.worker.lane.PeerSlot;
import io.chasqui.worker.lane.Share;
import io.chasqui.worker.queue.HostedQueue;
import io.chasqui.worker.queue.HostedQueues;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jobrunr.jobs.Job;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
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
  private final TakenJobs taken;
  private final Supplier<HostedQueues> queues;
  private final JobsInHand running;

  /**
   * @param taken shared with the storage
   * @param queues asked when there are jobs; they are made after this
   */
  QueueJobServer(
      QueueStorageProvider storage,
      JsonMapper jsonMapper,
      TakenJobs taken,
      Supplier<HostedQueues> queues,
      BackgroundJobServerConfiguration configuration) {
    super(storage, jsonMapper, null, configuration);
    this.storage = storage;
    this.taken = taken;
    this.queues = queues;
    this.running = new JobsInHand(id -> steward().running(id.value()), storage);
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

  /**
   * Locks due jobs of a share, those that have waited longest, in the transaction of the caller.
   */
  DueJobs lockDue(Share share, int atMost) {
    return storage.lockDue(share, atMost);
  }

  /**
   * Takes jobs that the transaction of the caller has locked. Those with a claim lose their rows,
   * see {@link TakenJobs}; the others are shown as being run by this server.
   */
  void take(TakenWork work) {
    work.jobs().forEach(job -> job.startProcessingOn(this));
    storage.remove(work.claimed());
    storage.rewrite(work.unclaimed());
  }

  /** Runs jobs of a share that this server has taken. */
  void run(Share share, TakenWork work) {
    taken.haveNoRows(work.claimed(), share.storedLane());
    steward().jobsAreTaken(share, work.jobs());
    work.jobs().forEach(this::processJob);
  }

  /** Shows jobs that still run after a second, which have no row until then. */
  public void showLongRuns() {
    running.whileNobodyWrites(
        () -> {
          List<Job> longRuns = steward().longRunsWithoutRows();
          if (!longRuns.isEmpty()) {
            FailPoint.BEFORE_LONG_RUN.reached();
            JobsInHand.saveUnlessChanged(getStorageProvider(), longRuns);
            if (databaseIsThere()) {
              taken.haveRows(longRuns);
            }
          }
          return longRuns.size();
        });
  }

  /** What it runs, as those who make the attempts know it. */
  RunningJobs runningJobs() {
    return running;
  }

  /** Makes the attempts of a job's deliveries. */
  DeliveryRunner runnerOf(Job job) {
    return queueOf(job).runner();
  }

  /** Waits until the attempt of the job that this thread runs may go to its peer. */
  PeerSlot awaitSlot(Job job) {
    return steward().share().map(queueOf(job).slots()::await).orElse(PeerSlot.UNCOUNTED);
  }

  private HostedQueue queueOf(Job job) {
    return Queue.taking(job.getJobSignature())
        .flatMap(queues.get()::of)
        .orElseThrow(() -> new IllegalStateException("No queue of this worker has such jobs"));
  }

  boolean hasNoRow(Job job) {
    return taken.hasNoRow(job);
  }

  /** It is in nobody's hands any more, whatever its row says. */
  void hasEnded(Job job) {
    taken.haveRows(List.of(job));
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
