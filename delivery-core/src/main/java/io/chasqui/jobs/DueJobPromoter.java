package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryLedger;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves jobs that have been due for a while and that no worker had a free hand for from SCHEDULED
 * to ENQUEUED, and their deliveries to QUEUED, so that everybody sees that they wait. Any number of
 * promoters work side by side.
 */
final class DueJobPromoter {

  private static final int BATCH = 500;

  private final Queue queue;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final StorageProvider storage;
  private final JobReader reader;
  private final DeliveryLedger ledger;
  private final QueueSignals signals;

  DueJobPromoter(
      Queue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StorageProvider storage,
      JobReader reader,
      DeliveryLedger ledger,
      QueueSignals signals) {
    this.queue = queue;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.storage = storage;
    this.reader = reader;
    this.ledger = ledger;
    this.signals = signals;
  }

  /** Promotes everything that has been due for five seconds. */
  void promoteDueJobs() {
    int promoted;
    int inAll = 0;
    do {
      promoted = promoteBatch();
      inAll += promoted;
    } while (promoted == BATCH);
    if (inAll > 0) {
      signals.jobsWait(queue);
    }
  }

  private int promoteBatch() {
    Integer promoted = transaction.execute(status -> promoteLockedBatch());
    return promoted == null ? 0 : promoted;
  }

  private int promoteLockedBatch() {
    List<StoredJob> rows =
        jdbc.sql(
                """
                SELECT %s FROM jobrunr_jobs
                WHERE state = 'SCHEDULED'
                  AND jobsignature = :signature
                  AND scheduledat <= now() AT TIME ZONE 'UTC' - interval '5 seconds'
                ORDER BY scheduledat LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """
                    .formatted(StoredJob.COLUMNS))
            .param("signature", queue.jobSignature())
            .param("limit", BATCH)
            .query(StoredJob::of)
            .list();
    List<Job> due = reader.read(rows);
    if (!due.isEmpty()) {
      due.forEach(Job::enqueue);
      storage.save(due);
      ledger.markQueued(due.stream().map(job -> new DeliveryId(job.getId())).toList());
    }
    return rows.size();
  }
}
