package io.chasqui.jobs;

import java.util.List;
import org.jobrunr.jobs.Job;

/** The part of a JobRunr server that is one queue's: so many of its hands, and what they hold. */
final class QueueHands {

  private final Queue queue;
  private final int count;
  private final QueueJobServer jobServer;

  QueueHands(Queue queue, int count, QueueJobServer jobServer) {
    this.queue = queue;
    this.count = count;
    this.jobServer = jobServer;
  }

  /** How many jobs of the queue run at once. */
  int count() {
    return count;
  }

  /** How many more could run now. */
  int free() {
    return count - jobServer.inHand(queue);
  }

  /** Whether JobRunr has started its server and the other servers know of it. */
  boolean takeJobs() {
    return jobServer.takesJobs();
  }

  /** Marks the jobs that have waited longest as being run here. */
  List<Job> startProcessing(int atMost) {
    return jobServer.startProcessing(queue, atMost);
  }

  /** Runs jobs that were marked so. */
  void run(List<Job> jobs) {
    jobServer.run(queue, jobs);
  }

  void whenAJobEnds(Runnable listener) {
    jobServer.whenAJobEnds(queue, listener);
  }
}
