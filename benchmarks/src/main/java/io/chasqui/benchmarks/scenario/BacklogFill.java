package io.chasqui.benchmarks.scenario;

import io.chasqui.benchmarks.bed.Database;
import io.chasqui.benchmarks.bed.Waiting;
import io.chasqui.benchmarks.mail.Corpus;
import io.chasqui.benchmarks.mail.ScheduleRequests;
import io.chasqui.benchmarks.product.Chasqui;
import java.time.Duration;

/**
 * Fills a database as a long time of work would. Every row is a copy of one that the product has
 * written itself, with other ids, people and times, so that it is whole whatever columns there are.
 */
final class BacklogFill {

  /** Deliveries that each list is asked for, in a small system as in a large one. */
  static final int PROBES = 100;

  static final String PROBE_RECIPIENT = "probe@example.com";
  static final String PROBE_CORRELATION_ID = "probe-report";
  static final int PROBE_CUSTOMER = 424_242;

  /** Created over so many days: fourteen months. */
  static final int DAYS = 425;

  private static final Duration FAR_AWAY = Duration.ofDays(30);

  /** A crash would lose the fill only. */
  private static final String FAST_SESSION =
      "SET synchronous_commit = off; SET session_replication_role = replica;"
          + " SET statement_timeout = ";

  /** The end of a statement that has made rows {@code filled}. */
  private static final String INSERT_FILLED =
      """
      , messages AS (
        INSERT INTO delivery_message
        SELECT message.*
        FROM filled
        CROSS JOIN LATERAL jsonb_populate_record(NULL::delivery_message, filled.row) AS message
      )
      INSERT INTO delivery_state
      SELECT state.*
      FROM filled
      CROSS JOIN LATERAL jsonb_populate_record(NULL::delivery_state, filled.row) AS state
      """;

  /** One of ten goes by messenger, one of a thousand of the finished has failed. */
  private static final String DELIVERIES =
      """
      WITH templates AS MATERIALIZED (
        SELECT id, to_jsonb(delivery) AS row FROM delivery WHERE id IN ('%4$s', '%5$s')
      ), filled AS MATERIALIZED (
        SELECT template.row || jsonb_build_object(
            'id', uuidv7(facts.created_at - clock_timestamp()),
            'created_at', facts.created_at,
            'correlation_id', CASE WHEN is_probe THEN '%6$s' ELSE 'report-' || i END,
            'customer_id', CASE WHEN is_probe THEN %7$s ELSE i %% 1000 END,
            'recipient', CASE
              WHEN is_telegram THEN (1000000 + i %% 50000)::text
              WHEN is_probe THEN '%8$s'
              ELSE 'client-' || i %% 50000 || '@example.com' END)
          || %9$s AS row
        FROM generate_series(1, %1$s) AS i
        CROSS JOIN LATERAL (
          SELECT now() - interval '%2$s days' * (1 - i::float8 / %1$s) AS created_at,
            i %% greatest(%1$s / %3$s, 1) = 0 AS is_probe,
            i %% 10 = 5 AS is_telegram
        ) AS facts
        JOIN templates AS template
          ON template.id = CASE WHEN is_telegram THEN '%4$s'::uuid ELSE '%5$s'::uuid END
      )
      """
          + INSERT_FILLED;

  /** All ended in the month that began fourteen months ago. */
  private static final String OLD_MONTH =
      """
      WITH template AS MATERIALIZED (
        SELECT to_jsonb(delivery) AS row FROM delivery WHERE id = '%2$s'
      ), filled AS MATERIALIZED (
        SELECT template.row || jsonb_build_object(
            'id', uuidv7(at - clock_timestamp()),
            'created_at', at,
            'scheduled_time', at,
            'due_at', at,
            'completed_at', at + interval '1 second',
            'correlation_id', 'report-' || i,
            'customer_id', i %% 1000,
            'recipient', 'client-' || i %% 50000 || '@example.com') AS row
        FROM generate_series(1, %1$s) AS i
        CROSS JOIN LATERAL (
          SELECT date_trunc('month', now() AT TIME ZONE 'UTC' - interval '14 months')
              AT TIME ZONE 'UTC' + interval '27 days' * i / %1$s AS at) AS moment
        CROSS JOIN template
      )
      """
          + INSERT_FILLED;

  private static final String WAITING =
      """
      (SELECT jsonb_build_object('scheduled_time', due, 'due_at', due)
       FROM (
         SELECT facts.created_at + interval '%1$s days' + interval '31 days' * (i %% 10) AS due
       ) AS times)
      """
          .formatted(DAYS + 31);

  private static final String FINISHED =
      """
      jsonb_build_object(
        'status', CASE WHEN i % 1000 = 500 THEN 'FAILED' ELSE 'DELIVERED' END,
        'failure_code', CASE WHEN i % 1000 = 500 THEN 'RECIPIENT_REJECTED' END,
        'attempt', 1,
        'scheduled_time', facts.created_at + interval '1 minute',
        'due_at', facts.created_at + interval '1 minute',
        'completed_at', facts.created_at + interval '61 seconds')
      """;

  private static final String ATTEMPTS =
      """
      WITH template AS MATERIALIZED (
        SELECT to_jsonb(delivery_attempt) AS row FROM delivery_attempt WHERE delivery_id = '%1$s'
      )
      INSERT INTO delivery_attempt
      SELECT filled.*
      FROM delivery CROSS JOIN template
      CROSS JOIN LATERAL jsonb_populate_record(
        NULL::delivery_attempt,
        template.row || jsonb_build_object(
          'delivery_id', delivery.id,
          'started_at', delivery.completed_at - interval '1 second',
          'ended_at', delivery.completed_at,
          'outcome',
          CASE delivery.status WHEN 'FAILED' THEN 'PERMANENT_FAILURE' ELSE 'DELIVERED' END)
      ) AS filled
      WHERE delivery.status IN ('DELIVERED', 'FAILED') AND delivery.attempt = 1
      ON CONFLICT DO NOTHING
      """;

  private static final String JOBS =
      """
      WITH template AS MATERIALIZED (
        SELECT to_jsonb(jobrunr_jobs) AS row, jobasjson, scheduledat
        FROM jobrunr_jobs WHERE id = '%1$s'
      )
      INSERT INTO jobrunr_jobs
      SELECT filled.*
      FROM (SELECT * FROM delivery WHERE %2$s ORDER BY id DESC LIMIT %3$s) AS delivery
      CROSS JOIN template
      CROSS JOIN LATERAL jsonb_populate_record(
        NULL::jobrunr_jobs,
        template.row || jsonb_build_object(
          'id', delivery.id,
          'jobasjson', replace(template.jobasjson, '%1$s', delivery.id::text),
          'createdat', delivery.created_at AT TIME ZONE 'UTC',
          'updatedat', coalesce(delivery.completed_at, delivery.created_at) AT TIME ZONE 'UTC',
          'scheduledat', CASE
            WHEN template.scheduledat IS NOT NULL THEN delivery.due_at AT TIME ZONE 'UTC' END)
      ) AS filled
      ON CONFLICT DO NOTHING
      """;

  /**
   * In place of the first month, which has everything from before the schema: one for each month of
   * the time that is filled, as if it had been there all that time.
   */
  private static final String MONTHS =
      """
      DO $$
      DECLARE
        part text;
        has_first CONSTANT boolean := to_regclass('delivery_message_first') IS NOT NULL;
      BEGIN
        IF has_first THEN
          FOREACH part IN ARRAY ARRAY['delivery_state', 'delivery_attempt', 'delivery_message'] LOOP
            EXECUTE format('ALTER TABLE %1$I DETACH PARTITION %1$I_first', part);
          END LOOP;
        END IF;
        PERFORM add_delivery_month((now() AT TIME ZONE 'UTC' - back * interval '1 month')::date)
        FROM generate_series(0, 14) AS back;
        IF NOT has_first THEN
          RETURN;
        END IF;
        -- What the templates and the start have left there.
        INSERT INTO delivery_message SELECT * FROM delivery_message_first;
        INSERT INTO delivery_state SELECT * FROM delivery_state_first;
        INSERT INTO delivery_attempt SELECT * FROM delivery_attempt_first;
        DROP TABLE delivery_attempt_first, delivery_state_first, delivery_message_first;
      END $$
      """;

  private static final String UNFINISHED_JOBS =
      "SELECT count(*) FROM jobrunr_jobs WHERE state IN ('ENQUEUED', 'PROCESSING')";

  private final Bench bench;
  private final Chasqui chasqui;
  private final Database database;

  BacklogFill(Bench bench, Chasqui chasqui) {
    this.bench = bench;
    this.chasqui = chasqui;
    this.database = chasqui.database();
  }

  /**
   * Adds so many deliveries that wait, with their jobs, and as many that are finished, with their
   * attempts and the jobs of the newest of them.
   */
  void fill(int count, int finishedJobs) {
    String email = scheduledByEmail();
    String telegram = scheduledByTelegram();
    String delivered = delivered();
    insert(MONTHS);
    insert(deliveries(count, telegram, email, WAITING));
    insert(deliveries(count, telegram, delivered, FINISHED));
    insert(ATTEMPTS.formatted(delivered));
    insert(JOBS.formatted(email, "status = 'SCHEDULED' AND channel = 'EMAIL'", count));
    insert(JOBS.formatted(telegram, "status = 'SCHEDULED' AND channel = 'TELEGRAM'", count));
    insert(JOBS.formatted(delivered, "status = 'DELIVERED'", finishedJobs));
    database.run("VACUUM ANALYZE", "CHECKPOINT");
  }

  /** Adds the month that began fourteen months ago, with so many deliveries that all have ended. */
  void fillOldMonth(int count) {
    String delivered = delivered();
    insert(MONTHS);
    insert(OLD_MONTH.formatted(count, delivered));
    insert(ATTEMPTS.formatted(delivered));
    database.run("VACUUM ANALYZE", "CHECKPOINT");
  }

  private void insert(String sql) {
    long millis = bench.sizes().timeout().multipliedBy(2).toMillis();
    database.runApart(FAST_SESSION + millis, sql);
  }

  private static String deliveries(int count, String telegram, String email, String rest) {
    return DELIVERIES.formatted(
        count,
        DAYS,
        PROBES,
        telegram,
        email,
        PROBE_CORRELATION_ID,
        PROBE_CUSTOMER,
        PROBE_RECIPIENT,
        rest);
  }

  private String scheduledByEmail() {
    Corpus one = new Corpus("template", bench.systems().reports(), 1, 0, false);
    chasqui.api().scheduleOneByOne(ScheduleRequests.dueAt(bench.in(FAR_AWAY), one), 1);
    return newest("SCHEDULED");
  }

  private String scheduledByTelegram() {
    String request =
        """
        {"correlationId":"template","chatId":"1001","message":"Here it is.","delay":"%s"}\
        """
            .formatted(FAR_AWAY);
    chasqui.api().scheduleMessage(request);
    return newest("SCHEDULED");
  }

  private String delivered() {
    Corpus one = new Corpus("template", bench.systems().reports(), 1, 0, false);
    chasqui.schedule(ScheduleRequests.dueAt(bench.now(), one));
    NoOpCalls calls = new NoOpCalls(chasqui.worker(), bench.sizes().timeout());
    calls.await(one);
    calls.take(one);
    Waiting.until(
        "the template and its job had ended",
        bench.sizes().timeout(),
        () -> !newest("DELIVERED").isEmpty() && database.number(UNFINISHED_JOBS) == 0,
        () -> "they have not");
    return newest("DELIVERED");
  }

  private String newest(String status) {
    return database
        .table(
            "SELECT id FROM delivery WHERE status = '%s' AND correlation_id LIKE 'template%%' ORDER BY id DESC LIMIT 1"
                .formatted(status))
        .trim();
  }
}
