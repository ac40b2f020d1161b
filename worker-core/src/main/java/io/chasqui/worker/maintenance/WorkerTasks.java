package io.chasqui.worker.maintenance;

import io.chasqui.jobs.PeriodicThread;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a worker does every few seconds, each in a thread of its own.
 *
 * @param firstBeforeJobs done a first time before the worker takes jobs
 * @param others done from the moment on in which it takes jobs
 */
public record WorkerTasks(List<PeriodicThread> firstBeforeJobs, List<PeriodicThread> others) {

  /** All of them, the first ones first. */
  public Stream<PeriodicThread> all() {
    return Stream.concat(firstBeforeJobs.stream(), others.stream());
  }
}
