package io.chasqui.delivery.store;

import io.chasqui.delivery.LeftBehind;
import io.chasqui.delivery.SeenWorker;
import io.chasqui.delivery.Worker;
import io.chasqui.delivery.WorkerLedger;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Signs of life in PostgreSQL; {@code now()} is the clock that decides. */
@Repository
class WorkerStore implements WorkerLedger {

  /** Without a sign for so long a worker is missed. */
  private static final Duration MISSED_AFTER = Duration.ofSeconds(15);

  /** Between two signs of a worker that can judge others; they are given every two seconds. */
  private static final Duration GAP = Duration.ofSeconds(6);

  /** How long signs have to come without a gap: everybody who lives has given one meanwhile. */
  private static final Duration STEADY_FOR = Duration.ofSeconds(10);

  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private static final int MOST = 1_000;

  private final JdbcClient jdbc;
  private final Clock machine;

  /**
   * @param machine this machine's clock, which is only compared with the database's
   */
  WorkerStore(JdbcClient jdbc, Clock machine) {
    this.jdbc = jdbc;
    this.machine = machine;
  }

  @Override
  public void signOfLife(Worker worker) {
    jdbc.sql(
            """
            INSERT INTO worker AS known (
              id, name, seen_at, steady_since, version, hands, ahead_millis)
            VALUES (:id, :name, now(), now(), :version, :hands,
              extract(epoch FROM :machine - clock_timestamp()) * 1000)
            ON CONFLICT (id) DO UPDATE SET
              seen_at = excluded.seen_at,
              ahead_millis = excluded.ahead_millis,
              steady_since = CASE
                WHEN known.seen_at > now() - :gapMillis * interval '1 millisecond'
                  AND known.steady_since <= now()
                THEN known.steady_since ELSE excluded.steady_since END
            """)
        .param("id", worker.id())
        .param("name", worker.name())
        .param("version", worker.version(), Types.VARCHAR)
        .param("hands", worker.hands(), Types.INTEGER)
        .param("machine", Times.utc(machine.instant()))
        .param("gapMillis", GAP.toMillis())
        .update();
  }

  @Override
  public List<LeftBehind> leftBehind(Worker judge) {
    return jdbc.sql(
            """
            WITH held AS MATERIALIZED (
              SELECT id, channel, lane, band, attempt, (
                SELECT worker_id FROM delivery_attempt running
                WHERE running.delivery_id = state.id
                  AND running.number = state.attempt
                  AND running.ended_at IS NULL) AS worker_id
              FROM delivery_state AS state
              WHERE status = 'SENDING' AND due_at > now()
                AND EXISTS (
                  SELECT FROM worker
                  WHERE seen_at < now() - :missedMillis * interval '1 millisecond')
                AND EXISTS (
                  SELECT FROM worker judge
                  WHERE judge.id = :judge
                    AND judge.seen_at > now() - :gapMillis * interval '1 millisecond'
                    AND judge.steady_since <= now() - :steadyMillis * interval '1 millisecond')
            )
            SELECT held.id, held.channel, held.lane, held.band, message.correlation_id,
              now() AS due_at, held.attempt, missed.name
            FROM held
            JOIN worker missed ON missed.id = held.worker_id
            CROSS JOIN LATERAL (
              SELECT correlation_id FROM delivery_message WHERE id = held.id OFFSET 0) AS message
            WHERE missed.seen_at < now() - :missedMillis * interval '1 millisecond'
            ORDER BY held.id LIMIT :most
            """)
        .param("missedMillis", MISSED_AFTER.toMillis())
        .param("judge", judge.id())
        .param("gapMillis", GAP.toMillis())
        .param("steadyMillis", STEADY_FOR.toMillis())
        .param("most", MOST)
        .query(WorkerStore::leftBehind)
        .list();
  }

  @Override
  public void endLeases(List<LeftBehind> attempts) {
    jdbc.sql(
            """
            UPDATE delivery_state AS state SET due_at = now()
            FROM unnest(:ids, :attempts) AS given (id, attempt)
            WHERE state.id = given.id
              AND state.id BETWEEN :leastId AND :greatestId
              AND state.attempt = given.attempt
              AND state.status = 'SENDING'
              AND state.due_at > now()
            """)
        .paramSource(
            new Columns<>(attempts)
                .add("ids", "uuid", one -> one.delivery().id().value())
                .add("attempts", "int4", LeftBehind::attempt)
                .with(
                    IdRange.ofDeliveries(attempts.stream().map(one -> one.delivery().id()).toList())
                        .params())
                .params())
        .update();
  }

  @Override
  public List<SeenWorker> seen() {
    return jdbc.sql(
            """
            WITH sending AS MATERIALIZED (
              SELECT running.worker_id, count(*) AS n
              FROM delivery_state AS state
              JOIN delivery_attempt AS running
                ON running.delivery_id = state.id AND running.number = state.attempt
              WHERE state.status = 'SENDING' AND running.ended_at IS NULL
              GROUP BY running.worker_id
            )
            SELECT name, steady_since, seen_at, version, hands, ahead_millis,
              seen_at > now() - :missedMillis * interval '1 millisecond' AS lives,
              coalesce((SELECT n FROM sending WHERE worker_id = worker.id), 0) AS sending
            FROM worker
            WHERE seen_at > now() - :millis * interval '1 millisecond'
            ORDER BY name, steady_since
            LIMIT :most
            """)
        .param("missedMillis", MISSED_AFTER.toMillis())
        .param("millis", FORGOTTEN_AFTER.toMillis())
        .param("most", MOST)
        .query(WorkerStore::seenWorker)
        .list();
  }

  private static SeenWorker seenWorker(ResultSet row, int number) throws SQLException {
    Long ahead = row.getObject("ahead_millis", Long.class);
    return new SeenWorker(
        row.getString("name"),
        Times.instant(row, "steady_since"),
        Times.instant(row, "seen_at"),
        row.getBoolean("lives"),
        row.getString("version"),
        row.getObject("hands", Integer.class),
        ahead == null ? null : Duration.ofMillis(ahead),
        row.getInt("sending"));
  }

  @Override
  public void forgetGone() {
    jdbc.sql("DELETE FROM worker WHERE seen_at < now() - :millis * interval '1 millisecond'")
        .param("millis", FORGOTTEN_AFTER.toMillis())
        .update();
  }

  private static LeftBehind leftBehind(ResultSet row, int number) throws SQLException {
    return new LeftBehind(
        DeliveryRows.waiting(row, number), row.getInt("attempt"), row.getString("name"));
  }
}
