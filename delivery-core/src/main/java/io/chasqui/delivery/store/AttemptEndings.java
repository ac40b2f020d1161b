package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.GroupCommit;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records how attempts ended, and whose workers were lost. Those that end for good at the same time
 * share a statement and a commit.
 */
final class AttemptEndings {

  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final GroupCommit<EndedAttempt, Boolean> writes =
      new GroupCommit<>(
          "attempt-endings",
          MOST,
          this::writeAll,
          DataIntegrityViolationException.class::isInstance);

  AttemptEndings(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @return false when the attempt is not its delivery's running one any more
   */
  boolean end(EndedAttempt ended) {
    return writes.write(ended);
  }

  Optional<Instant> tryAgain(EndOfAttempt end, Duration wait) {
    Outcome outcome = end.outcome();
    return jdbc.sql(
            """
            WITH put_off AS (
              UPDATE delivery_state
              SET status = 'RETRYING',
                  due_at = least(now() + :waitMillis * interval '1 millisecond', expires_at),
                  failed_attempts = failed_attempts + :counted,
                  failure_code = :code,
                  failure_detail = :detail
              WHERE id = :id AND attempt = :attempt AND status = 'SENDING'
              RETURNING attempt, due_at
            ), ended AS (
              UPDATE delivery_attempt
              SET ended_at = now(),
                  phase = coalesce(:phase, phase),
                  outcome = :outcome,
                  code = :code,
                  detail = :detail
              FROM put_off
              WHERE delivery_id = :id AND number = put_off.attempt
            )
            SELECT due_at FROM put_off
            """)
        .param("waitMillis", wait.toMillis())
        .param("counted", end.countsAsFailure() ? 1 : 0)
        .param("phase", end.phase() == null ? null : end.phase().name())
        .param("code", outcome.code())
        .param("detail", outcome.detail())
        .param("id", end.id().value())
        .param("attempt", end.attempt())
        .param("outcome", outcome.kind().name())
        .query((row, number) -> Times.instant(row, "due_at"))
        .optional();
  }

  Optional<LostAttempt> takeForLost(DeliveryId id, int attempt) {
    return jdbc.sql(
            """
            WITH lost AS (
              UPDATE delivery_attempt SET lost_at = now()
              FROM delivery_state AS state
              WHERE state.id = :id
                AND state.attempt = :attempt
                AND state.status = 'SENDING'
                AND state.due_at <= now()
                AND delivery_id = :id
                AND number = state.attempt
                AND ended_at IS NULL
              RETURNING phase
            )
            SELECT phase, (
              SELECT count(*) FROM delivery_attempt before
              WHERE before.delivery_id = :id
                AND before.outcome = 'TEMPORARY_FAILURE'
                AND before.code = :lostCode
                AND before.number > (
                  SELECT coalesce(max(other.number), 0) FROM delivery_attempt other
                  WHERE other.delivery_id = :id
                    AND other.ended_at IS NOT NULL
                    AND (other.outcome, other.code)
                      IS DISTINCT FROM ('TEMPORARY_FAILURE', :lostCode))) AS lost_in_a_row
            FROM lost
            """)
        .param("id", id.value())
        .param("attempt", attempt)
        .param("lostCode", FailureCode.WORKER_LOST)
        .query(DeliveryRows::lost)
        .optional();
  }

  private List<Boolean> writeAll(List<EndedAttempt> all) {
    Set<Recorded> recorded =
        jdbc.sql(
                """
                WITH given AS (
                  SELECT *
                  FROM unnest(
                      :ids, :attempts, :phases, :outcomes, :statuses, :counted, :codes, :details,
                      :failureDetails, :providerMessageIds)
                    AS given (
                      id, attempt, phase, outcome, status, counted, code, detail,
                      failure_detail, provider_message_id)
                ), ended AS (
                  UPDATE delivery_state AS state
                  SET status = given.status,
                      completed_at = now(),
                      failed_attempts = failed_attempts + given.counted,
                      failure_code = given.code,
                      failure_detail = given.failure_detail,
                      provider_message_id =
                        coalesce(given.provider_message_id, state.provider_message_id)
                  FROM given
                  WHERE state.id = given.id
                    AND state.id BETWEEN :leastId AND :greatestId
                    AND state.attempt = given.attempt
                    AND state.status = 'SENDING'
                  RETURNING given.id, given.attempt, given.phase, given.outcome, given.code,
                    given.detail
                ), attempts AS (
                  UPDATE delivery_attempt
                  SET ended_at = now(),
                      phase = coalesce(ended.phase, delivery_attempt.phase),
                      outcome = ended.outcome,
                      code = ended.code,
                      detail = ended.detail
                  FROM ended
                  WHERE delivery_id = ended.id
                    AND delivery_id BETWEEN :leastId AND :greatestId
                    AND number = ended.attempt
                )
                SELECT id, attempt FROM ended
                """)
            .paramSource(columns(all))
            .query(
                (row, number) ->
                    new Recorded(row.getObject("id", UUID.class), row.getInt("attempt")))
            .set();
    return all.stream()
        .map(one -> recorded.contains(new Recorded(one.id(), one.attempt())))
        .toList();
  }

  private static SqlParameterSource columns(List<EndedAttempt> all) {
    return new Columns<>(all)
        .add("ids", "uuid", EndedAttempt::id)
        .add("attempts", "int4", EndedAttempt::attempt)
        .add("phases", "text", EndedAttempt::phase)
        .add("outcomes", "text", one -> one.outcome().kind().name())
        .add("statuses", "text", one -> one.status().name())
        .add("counted", "int4", EndedAttempt::failuresCounted)
        .add("codes", "text", one -> one.outcome().code())
        .add("details", "text", one -> one.outcome().detail())
        .add("failureDetails", "text", EndedAttempt::failureDetail)
        .add("providerMessageIds", "text", EndedAttempt::providerMessageId)
        .with(IdRange.of(all.stream().map(EndedAttempt::id).toList()).params())
        .params();
  }

  private record Recorded(UUID id, int attempt) {}
}
