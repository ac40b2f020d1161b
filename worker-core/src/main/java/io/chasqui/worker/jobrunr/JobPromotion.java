package io.chasqui.worker.jobrunr;

import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.jobs.StoredJob;
import io.chasqui.worker.lane.Share;
import java.time.Duration;
import java.util.List;
import org.jobrunr.jobs.Job;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves jobs from SCHEDULED to ENQUEUED, and their deliveries to QUEUED, in batches of which each
 * is a transaction.
 */
public final class JobPromotion {

  private static final int BATCH = 500;

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final StorageProvider storage;
  private final JobReader reader;
  private final AttemptLedger ledger;

  JobPromotion(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StorageProvider storage,
      JobReader reader,
      AttemptLedger ledger) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.storage = storage;
    this.reader = reader;
    this.ledger = ledger;
  }

  /**
   * Promotes all jobs of a share that have been due for so long and that nobody else is taking.
   *
   * @return how many there were
   */
  public int promote(Share share, Duration overdue) {
    int promoted;
    int inAll = 0;
    do {
      promoted = promoteBatch(share, overdue);
      inAll += promoted;
    } while (promoted == BATCH);
    return inAll;
  }

  private int promoteBatch(Share share, Duration overdue) {
    Integer promoted = transaction.execute(status -> promoteLockedBatch(share, overdue));
    return promoted == null ? 0 : promoted;
  }

  /** The lane is asked for as in {@link QueueJobTable#TO_PROCESS}. */
  private int promoteLockedBatch(Share share, Duration overdue) {
    List<StoredJob> rows =
        jdbc.sql(
                """
                SELECT %s FROM jobrunr_jobs
                WHERE state = 'SCHEDULED' AND jobsignature = :signature
                  AND lane >= :lane AND (lane, scheduledat) <= (
                    :lane, now() AT TIME ZONE 'UTC' - :overdueMillis * interval '1 millisecond')
                ORDER BY lane, scheduledat LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """
                    .formatted(StoredJob.COLUMNS))
            .param("signature", share.jobSignature())
            .param("lane", share.storedLane())
            .param("overdueMillis", overdue.toMillis())
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
