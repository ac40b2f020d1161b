package io.chasqui.delivery.store;

import io.chasqui.contract.delivery.AttemptPhase;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.EndOfAttempt;
import io.chasqui.delivery.EndedAttempt;
import io.chasqui.delivery.FailureCode;
import io.chasqui.delivery.LostAttempt;
import io.chasqui.delivery.Outcome;
import io.chasqui.delivery.suppression.Suppressions;
import io.chasqui.platform.db.Columns;
import io.chasqui.platform.db.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records how attempts ended, and whose workers were lost. */
final class AttemptEndings {

  /**
   * SQL, in a statement that changes deliveries in a transaction of several: should the worker be
   * frozen before its commit, PostgreSQL ends it, or whoever is to take over would wait for the
   * rows as long as the worker sleeps.
   */
  static final String LET_GO_WHEN_FROZEN =
      "set_config('idle_in_transaction_session_timeout', '10s', true)";

  private final JdbcClient jdbc;
  private final AddressesGone gone;

  AttemptEndings(JdbcClient jdbc, Suppressions suppressions) {
    this.jdbc = jdbc;
    this.gone = new AddressesGone(jdbc, suppressions);
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
        .param("phase", name(end.phase()))
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

  List<Boolean> end(List<EndedAttempt> all) {
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
                SELECT id, attempt, %s FROM ended
                """
                    .formatted(LET_GO_WHEN_FROZEN))
            .paramSource(columns(all))
            .query(
                (row, number) ->
                    new Recorded(row.getObject("id", UUID.class), row.getInt("attempt")))
            .set();
    gone.suppress(
        all.stream()
            .map(EndedAttempt::end)
            .filter(end -> recorded.contains(Recorded.of(end)))
            .toList());
    return all.stream().map(one -> recorded.contains(Recorded.of(one.end()))).toList();
  }

  private static SqlParameterSource columns(List<EndedAttempt> all) {
    return new Columns<>(all)
        .add("ids", "uuid", one -> one.end().id().value())
        .add("attempts", "int4", one -> one.end().attempt())
        .add("phases", "text", one -> name(one.end().phase()))
        .add("outcomes", "text", one -> one.end().outcome().kind().name())
        .add("statuses", "text", one -> one.status().name())
        .add("counted", "int4", one -> one.end().countsAsFailure() ? 1 : 0)
        .add("codes", "text", one -> one.end().outcome().code())
        .add("details", "text", one -> one.end().outcome().detail())
        .add("failureDetails", "text", one -> failureDetail(one.end().outcome()))
        .add("providerMessageIds", "text", one -> providerMessageId(one.end().outcome()))
        .with(IdRange.ofDeliveries(all.stream().map(one -> one.end().id()).toList()).params())
        .params();
  }

  private static @Nullable String name(@Nullable AttemptPhase phase) {
    return phase == null ? null : phase.name();
  }

  private static @Nullable String failureDetail(Outcome outcome) {
    return outcome.code() == null ? null : outcome.detail();
  }

  private static @Nullable String providerMessageId(Outcome outcome) {
    return outcome instanceof Outcome.Delivered delivered ? delivered.providerMessageId() : null;
  }

  private record Recorded(UUID id, int attempt) {

    static Recorded of(EndOfAttempt end) {
      return new Recorded(end.id().value(), end.attempt());
    }
  }
}
