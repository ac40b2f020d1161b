package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.Lane;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.lane.Bulkheads;
import io.chasqui.worker.lane.Share;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** The part of a JobRunr server that is one queue's: so many of its hands, and what they hold. */
public final class QueueHands {

  private final Queue queue;
  private final QueueJobServer jobServer;
  private final Bulkheads bulkheads;

  /**
   * @param count how many jobs it may hold now
   * @param mostOfLane how many of them a lane may have now; may be more than there are
   */
  public QueueHands(
      Queue queue, IntSupplier count, ToIntFunction<Lane> mostOfLane, QueueJobServer jobServer) {
    this.queue = queue;
    this.jobServer = jobServer;
    this.bulkheads =
        new Bulkheads(
            count,
            mostOfLane,
            shares -> jobServer.inHand(share -> share.queue() == queue && shares.test(share)));
  }

  /** How they are shared out. */
  public Bulkheads bulkheads() {
    return bulkheads;
  }

  /** Whether JobRunr has started its server and the other servers know of it. */
  public boolean takeJobs() {
    return jobServer.takesJobs();
  }

  /** Locks the due jobs of a share that have waited longest, in the transaction of the caller. */
  DueJobs lockDue(Share share, int atMost) {
    return jobServer.lockDue(share, atMost);
  }

  /** Takes jobs that the transaction of the caller has locked. */
  void take(TakenWork work) {
    jobServer.take(work);
  }

  /** Runs jobs that were taken. */
  void run(Share share, TakenWork work) {
    jobServer.run(share, work);
  }

  /**
   * Has somebody told whenever one of them is free again, in the thread of the job that has ended.
   */
  public void whenAJobEnds(Runnable listener) {
    jobServer.whenAJobEnds(queue, listener);
  }
}
