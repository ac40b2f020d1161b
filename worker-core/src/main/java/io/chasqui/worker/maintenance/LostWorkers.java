package io.chasqui.worker.maintenance;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.LeftBehind;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over what workers had in their hands that give no sign of life any more, of any queue, long
 * before their leases end. Any number of workers look after each other.
 */
public final class LostWorkers {

  private static final Logger log = LoggerFactory.getLogger(LostWorkers.class);

  private final Worker self;
  private final WorkerLedger workers;
  private final DeliveryJobQueue jobs;
  private final TransactionTemplate transaction;

  public LostWorkers(
      Worker self, WorkerLedger workers, DeliveryJobQueue jobs, TransactionTemplate transaction) {
    this.self = self;
    this.workers = workers;
    this.jobs = jobs;
    this.transaction = transaction;
  }

  /** One look. */
  public void takeOver() {
    Map<String, Long> taken =
        Objects.requireNonNull(transaction.execute(status -> takeOverInTransaction())).stream()
            .collect(Collectors.groupingBy(LeftBehind::worker, Collectors.counting()));
    taken.forEach(
        (worker, deliveries) ->
            log.warn(
                "Worker {} gives no sign of life; the {} deliveries that it was sending are taken"
                    + " over. If it was not ended, find out what froze or killed it",
                inLogs(worker),
                deliveries));
    workers.forgetGone();
  }

  /** With an at sign it would be masked as somebody's address. */
  private static String inLogs(String worker) {
    return worker.replace("@", " at ");
  }

  /** The jobs first, as whoever takes deliveries locks them. */
  private List<LeftBehind> takeOverInTransaction() {
    List<LeftBehind> left = workers.leftBehind(self);
    Set<DeliveryId> own =
        jobs.takeOver(left.stream().map(LeftBehind::delivery).toList(), "its worker was lost");
    List<LeftBehind> taken =
        left.stream().filter(one -> own.contains(one.delivery().id())).toList();
    if (!taken.isEmpty()) {
      workers.endLeases(taken);
    }
    return taken;
  }
}
