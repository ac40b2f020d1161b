package io.chasqui.delivery.store;

import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.GroupCommit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records how attempts ended: those that end at the same time in one statement and one commit. */
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
  boolean write(EndedAttempt ended) {
    return writes.write(ended);
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
