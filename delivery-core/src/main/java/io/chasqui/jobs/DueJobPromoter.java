package io.chasqui.jobs;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.DeliveryLedger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.storage.StorageProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a queue's due jobs from SCHEDULED to ENQUEUED, and their deliveries to QUEUED, by the
 * database's clock: never early. Any number of promoters work side by side.
 */
final class DueJobPromoter {

  private static final int BATCH = 500;

  private final Queue queue;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final StorageProvider storage;
  private final JobMapper jobMapper;
  private final DeliveryLedger ledger;
  private final QueueSignals signals;

  DueJobPromoter(
      Queue queue,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      StorageProvider storage,
      JobMapper jobMapper,
      DeliveryLedger ledger,
      QueueSignals signals) {
    this.queue = queue;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.storage = storage;
    this.jobMapper = jobMapper;
    this.ledger = ledger;
    this.signals = signals;
  }

  /** Promotes everything that is due. */
  void promoteDueJobs() {
    while (promoteBatch() == BATCH) {
      // More may be due.
    }
  }

  /** How long until the next job is due; zero when one is; empty when none is scheduled. */
  Optional<Duration> untilNextDue() {
    return jdbc.sql(
            """
            SELECT extract(epoch FROM scheduledat - (now() AT TIME ZONE 'UTC')) * 1000 AS millis
            FROM jobrunr_jobs
            WHERE state = 'SCHEDULED' AND jobsignature = :signature
            ORDER BY scheduledat LIMIT 1
            """)
        .param("signature", queue.jobSignature())
        .query((row, number) -> Duration.ofMillis(Math.max(0, row.getLong("millis") + 1)))
        .optional();
  }

  private int promoteBatch() {
    Integer promoted = transaction.execute(status -> promoteLockedBatch());
    return promoted == null ? 0 : promoted;
  }

  private int promoteLockedBatch() {
    List<Job> due =
        jdbc.sql(
                """
                SELECT jobasjson FROM jobrunr_jobs
                WHERE state = 'SCHEDULED'
                  AND jobsignature = :signature
                  AND scheduledat <= now() AT TIME ZONE 'UTC'
                ORDER BY scheduledat LIMIT :limit
                FOR UPDATE SKIP LOCKED
                """)
            .param("signature", queue.jobSignature())
            .param("limit", BATCH)
            .query((row, number) -> jobMapper.deserializeJob(row.getString("jobasjson")))
            .list();
    if (!due.isEmpty()) {
      due.forEach(Job::enqueue);
      storage.save(due);
      ledger.markQueued(due.stream().map(job -> new DeliveryId(job.getId())).toList());
      signals.jobsWait(queue);
    }
    return due.size();
  }
}
