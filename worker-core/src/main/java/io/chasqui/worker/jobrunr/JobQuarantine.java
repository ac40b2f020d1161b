package io.chasqui.worker.jobrunr;

import io.chasqui.jobs.JobContracts;
import io.chasqui.jobs.StoredJob;
import io.chasqui.platform.db.Columns;
import io.chasqui.worker.maintenance.DeliveryReconciler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jobrunr.jobs.states.StateName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where rows of JobRunr's table of jobs go that no worker can run, so that they stop nobody. The
 * delivery gets a new job from {@link DeliveryReconciler}.
 */
final class JobQuarantine {

  /** Why a row cannot be run. */
  enum Flaw {
    UNREADABLE("its JSON cannot be read"),
    CONTRADICTS_ITS_ROW("its JSON says other than its row"),
    UNKNOWN_METHOD("no worker knows its method");

    private final String reason;

    Flaw(String reason) {
      this.reason = reason;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(JobQuarantine.class);

  /** Rows that a round sets aside; each is a line of log. */
  private static final int MOST = 100;

  private static final List<StateName> WAITING = List.of(StateName.SCHEDULED, StateName.ENQUEUED);

  private final JdbcClient jdbc;
  private final Counter quarantined;

  JobQuarantine(JdbcClient jdbc, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.quarantined = meters.counter("chasqui.jobs.quarantined");
  }

  /** Sets rows aside, in the transaction of the caller if there is one. */
  void setAside(Map<StoredJob, Flaw> flawed) {
    if (!flawed.isEmpty()) {
      List<Map.Entry<StoredJob, Flaw>> rows = List.copyOf(flawed.entrySet());
      move(rows).forEach(this::tell);
    }
  }

  /**
   * Sets aside jobs that wait for a method of no contract of ours: no worker asks for them. Goes
   * from one signature to the next in the indexes of waiting jobs, and so reads no jobs but theirs,
   * however many wait of a contract that only a newer version knows.
   */
  void setAsideUnknown() {
    for (StateName state : WAITING) {
      int left = MOST;
      Optional<String> signature = firstSignature(state);
      while (signature.isPresent() && left > 0) {
        if (!JobContracts.isOurs(signature.get())) {
          left -= setAsideUnknown(state, signature.get(), left);
        }
        signature = nextSignature(state, signature.get());
      }
    }
  }

  private int setAsideUnknown(StateName state, String signature, int limit) {
    List<StoredJob> unknown =
        jdbc.sql(
                """
                SELECT %s FROM jobrunr_jobs WHERE state = '%s' AND jobsignature = :signature
                LIMIT :limit
                """
                    .formatted(StoredJob.COLUMNS, state))
            .param("signature", signature)
            .param("limit", limit)
            .query(StoredJob::of)
            .list();
    setAside(unknown.stream().collect(Collectors.toMap(row -> row, row -> Flaw.UNKNOWN_METHOD)));
    return unknown.size();
  }

  private Optional<String> firstSignature(StateName state) {
    return jdbc.sql(signatures(state, "")).query(String.class).optional();
  }

  private Optional<String> nextSignature(StateName state, String last) {
    return jdbc.sql(signatures(state, "AND jobsignature > :last"))
        .param("last", last)
        .query(String.class)
        .optional();
  }

  /** The state is a literal, or PostgreSQL could not use the partial index. */
  private static String signatures(StateName state, String condition) {
    return """
    SELECT jobsignature FROM jobrunr_jobs WHERE state = '%s' %s ORDER BY jobsignature LIMIT 1
    """
        .formatted(state, condition);
  }

  /** Only those that nobody has changed meanwhile. */
  private List<SetAside> move(List<Map.Entry<StoredJob, Flaw>> rows) {
    return jdbc.sql(
            """
            WITH gone AS (
              DELETE FROM jobrunr_jobs job
              USING unnest(:ids, :versions, :reasons) AS given (id, version, reason)
              WHERE job.id = given.id AND job.version = given.version
              RETURNING job.id, job.jobsignature, job.state, job.jobasjson, given.reason
            )
            INSERT INTO job_quarantine (job_id, job_signature, job_state, job_as_json, reason)
            SELECT id, jobsignature, state, jobasjson, reason FROM gone
            RETURNING job_id, reason
            """)
        .paramSource(
            new Columns<>(rows)
                .add("ids", "bpchar", row -> row.getKey().id())
                .add("versions", "int4", row -> row.getKey().version())
                .add("reasons", "text", row -> row.getValue().reason)
                .params())
        .query((row, number) -> new SetAside(row.getString("job_id"), row.getString("reason")))
        .list();
  }

  private void tell(SetAside one) {
    quarantined.increment();
    log.error(
        "Job {} cannot be run and was set aside: {}. Its delivery gets a new job by itself. The row"
            + " is in the table job_quarantine; find out who wrote it",
        one.jobId(),
        one.reason());
  }

  private record SetAside(String jobId, String reason) {}
}
