package io.chasqui.worker.maintenance;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryJobQueue;
import io.chasqui.delivery.WaitingDelivery;
import io.chasqui.jobs.Queue;
import io.chasqui.worker.maintenance.LostJobs.Page;
import io.chasqui.worker.maintenance.LostJobs.Place;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives open deliveries of a queue whose job is lost a new one: the delivery is the truth, its job
 * is only what wakes somebody up. Any number of reconcilers work side by side.
 */
public final class DeliveryReconciler {

  private static final Logger log = LoggerFactory.getLogger(DeliveryReconciler.class);

  private static final int PAGE = 1_000;

  /** With {@link #PAGE}, so many deliveries of a channel are looked at in one round. */
  private static final int MOST_PAGES = 10;

  private final Queue queue;
  private final LostJobs lostJobs;
  private final DeliveryJobQueue jobs;
  private final TransactionTemplate transaction;
  private final Counter renewed;
  private final Map<Channel, Place> places = new EnumMap<>(Channel.class);

  DeliveryReconciler(
      Queue queue,
      JdbcClient jdbc,
      DeliveryJobQueue jobs,
      TransactionTemplate transaction,
      MeterRegistry meters) {
    this.queue = queue;
    this.lostJobs = new LostJobs(jdbc, PAGE);
    this.jobs = jobs;
    this.transaction = transaction;
    this.renewed = meters.counter("chasqui.jobs.renewed");
  }

  /** One round, which goes on where the last one ended. */
  public void reconcile() {
    queue.channels().forEach(this::reconcile);
  }

  private void reconcile(Channel channel) {
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Page page = lostJobs.page(channel, places.getOrDefault(channel, Place.BEGINNING));
      renew(page.lost());
      places.put(channel, page.next());
      if (page.isLast()) {
        return;
      }
    }
  }

  private void renew(List<WaitingDelivery> lost) {
    if (lost.isEmpty()) {
      return;
    }
    Set<DeliveryId> found =
        Objects.requireNonNull(transaction.execute(status -> jobs.renew(lost, "its job was lost")));
    if (found.isEmpty()) {
      // Another worker has found them too.
      return;
    }
    renewed.increment(found.size());
    log.warn(
        "{} {} deliveries had no live job and were given new ones; nothing is lost. If no worker"
            + " died, find out who changed the tables of jobs",
        found.size(),
        queue);
  }
}
