package io.chasqui.worker.jobrunr;

import static org.assertj.core.api.Assertions.assertThat;

import io.chasqui.delivery.Band;
import io.chasqui.jobs.Queue;
import io.chasqui.testing.StatementPlans;
import io.chasqui.testing.TestDatabase;
import io.chasqui.worker.queue.LookStatements;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a look for work reads when many jobs wait behind a lane that is not asked. Buffers are
 * counted, not milliseconds: they are the same on every machine.
 */
class LaneLookIT {

  private static final int MANY = 100_000;
  private static final String DIRECT = Queue.EMAIL.jobSignature(Band.DIRECT);
  private static final String BULK = Queue.EMAIL.jobSignature(Band.BULK);

  /** Without its locks: they cost the same whatever else there is, and more after a VACUUM. */
  private static final String TAKE =
      "SELECT " + QueueJobTable.TO_PROCESS.replace("FOR UPDATE SKIP LOCKED", "");

  private static final String OWN = "";
  private static final String SHUT = "email:shut";

  private static final JdbcClient jdbc = TestDatabase.fresh().jdbc();
  private static final StatementPlans plans = new StatementPlans(jdbc);

  /** Some are due, many will be; and PostgreSQL does not hear of what comes afterwards. */
  @BeforeAll
  static void thereAreJobs() {
    jdbc.sql("ALTER TABLE jobrunr_jobs SET (autovacuum_enabled = off)").update();
    jobs("due", DIRECT, OWN, 100, "- interval '1 minute'");
    jobs("waiting", DIRECT, OWN, MANY, "+ interval '1 day'");
    jdbc.sql("VACUUM ANALYZE jobrunr_jobs").update();
    // As in our pools: a plan knows no values, and is kept.
    jdbc.sql("SET plan_cache_mode = force_generic_plan").update();
    plans.prepare("take (varchar, varchar, integer)", TAKE, "signature", "lane", "limit");
    plans.prepare("listing (varchar[])", LookStatements.listing(), "signatures");
  }

  @Test
  void costsAtMostHalfAsMuchAgainWithAShutLaneAsWithout() throws Exception {
    int idle = lookThatFindsNothing();
    int busy = lookThatFinds32();

    jobs("shut", DIRECT, SHUT, MANY, "- interval '1 hour'");

    costsAtMostHalfAsMuchAgainAs(idle, busy);
    enqueue(SHUT);
    costsAtMostHalfAsMuchAgainAs(idle, busy);
    jdbc.sql("VACUUM ANALYZE jobrunr_jobs").update();
    costsAtMostHalfAsMuchAgainAs(idle, busy);
  }

  @Test
  void directWorkIsFoundAsSoonHoweverMuchWaitsInBulk() throws Exception {
    int before = take(DIRECT);

    jobs("bulk", BULK, OWN, MANY, "- interval '1 hour'");

    assertThat(take(DIRECT)).isLessThanOrEqualTo(before * 3 / 2);
  }

  private void costsAtMostHalfAsMuchAgainAs(int idle, int busy) throws Exception {
    assertThat(lookThatFindsNothing())
        .as("buffers of a look that finds nothing, which are %s without the lane", idle)
        .isLessThanOrEqualTo(idle * 3 / 2);
    assertThat(lookThatFinds32())
        .as("buffers of a look that finds 32 jobs, which are %s without the lane", busy)
        .isLessThanOrEqualTo(busy * 3 / 2);
  }

  private int lookThatFindsNothing() throws Exception {
    return take(BULK) + listing();
  }

  private int lookThatFinds32() throws Exception {
    return take(DIRECT) + listing();
  }

  private int take(String signature) throws Exception {
    return plans.buffers("take (%s, %s, 32)".formatted(literal(signature), literal(OWN)));
  }

  private int listing() throws Exception {
    return plans.buffers(
        Queue.EMAIL.jobSignatures().stream()
            .map(LaneLookIT::literal)
            .collect(Collectors.joining(", ", "listing (ARRAY[", "])")));
  }

  private static String literal(String value) {
    return "'" + value + "'";
  }

  private void enqueue(String lane) {
    jdbc.sql("UPDATE jobrunr_jobs SET state = 'ENQUEUED' WHERE lane = :lane")
        .param("lane", lane)
        .update();
    // The rows as they were before are in the way until then, and of a lane that is not shut too.
    jdbc.sql("VACUUM jobrunr_jobs").update();
  }

  private static void jobs(String prefix, String signature, String lane, int wanted, String due) {
    jdbc.sql(
            """
            INSERT INTO jobrunr_jobs (
              id, version, jobasjson, jobsignature, lane, state, createdat, updatedat, scheduledat)
            SELECT :prefix || number, 1, '{}', :signature, :lane, 'SCHEDULED', now(), now(),
              (now() AT TIME ZONE 'UTC') %s + number * interval '1 millisecond'
            FROM generate_series(1, :wanted) AS number
            """
                .formatted(due))
        .param("prefix", prefix)
        .param("signature", signature)
        .param("lane", lane)
        .param("wanted", wanted)
        .update();
  }
}
