package io.chasqui.worker.attempt;

import io.chasqui.contract.delivery.DeliveryStatus;
import io.chasqui.delivery.AttemptLedger;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.EndedAttempt;
import io.chasqui.platform.FailPoint;
import io.chasqui.platform.db.GroupCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends deliveries for good, with their attempts, and with their jobs where all went well. What
 * several threads end at the same time shares a transaction.
 */
public final class Endings {

  private static final int MOST = 200;

  /** What a peer has taken is in doubt until its end is committed, so that this may not be long. */
  private static final Duration LONGEST_REST = Duration.ofMillis(10);

  private final AttemptLedger ledger;
  private final RunningJobs jobs;
  private final TransactionTemplate transaction;
  private final GroupCommit<EndedAttempt, Boolean> writes =
      new GroupCommit<>(
          "attempt-endings",
          MOST,
          LONGEST_REST,
          this::endAll,
          DataIntegrityViolationException.class::isInstance);

  public Endings(AttemptLedger ledger, RunningJobs jobs, TransactionTemplate transaction) {
    this.ledger = ledger;
    this.jobs = jobs;
    this.transaction = transaction;
  }

  /**
   * @return false when the attempt is not its delivery's running one any more; nothing is recorded
   */
  boolean end(EndOfAttempt end, DeliveryStatus status) {
    return writes.write(new EndedAttempt(end, status));
  }

  private List<Boolean> endAll(List<EndedAttempt> all) {
    return jobs.whileNobodyWrites(
        () -> Objects.requireNonNull(transaction.execute(status -> endAllInTransaction(all))));
  }

  private List<Boolean> endAllInTransaction(List<EndedAttempt> all) {
    List<Boolean> recorded = ledger.end(all);
    List<DeliveryId> delivered = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (recorded.get(i) && all.get(i).status() == DeliveryStatus.DELIVERED) {
        delivered.add(all.get(i).end().id());
      }
    }
    jobs.succeed(delivered);
    FailPoint.IN_SHARED_COMMIT.reached();
    return recorded;
  }
}
