package io.chasqui.delivery.store;

import io.chasqui.platform.GatheredWrites;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records how attempts ended: those that end at the same time in one statement and one commit. */
final class AttemptEndings implements AutoCloseable {

  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final GatheredWrites<EndedAttempt, Boolean> writes =
      new GatheredWrites<>(
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

  @Override
  public void close() {
    writes.close();
  }

  private List<Boolean> writeAll(List<EndedAttempt> all) {
    Set<Recorded> recorded =
        jdbc.sql(
                """
                WITH given AS (
                  SELECT *
                  FROM unnest(
                      :ids, :attempts, :outcomes, :statuses, :counted, :codes, :details,
                      :failureDetails, :providerMessageIds)
                    AS given (
                      id, attempt, outcome, status, counted, code, detail,
                      failure_detail, provider_message_id)
                ), ended AS (
                  UPDATE delivery
                  SET status = given.status,
                      completed_at = now(),
                      failed_attempts = failed_attempts + given.counted,
                      failure_code = given.code,
                      failure_detail = given.failure_detail,
                      provider_message_id =
                        coalesce(given.provider_message_id, delivery.provider_message_id)
                  FROM given
                  WHERE delivery.id = given.id
                    AND delivery.attempt = given.attempt
                    AND delivery.status = 'SENDING'
                  RETURNING given.id, given.attempt, given.outcome, given.code, given.detail
                ), attempts AS (
                  UPDATE delivery_attempt
                  SET ended_at = now(),
                      outcome = ended.outcome,
                      code = ended.code,
                      detail = ended.detail
                  FROM ended
                  WHERE delivery_id = ended.id AND number = ended.attempt
                )
                SELECT id, attempt FROM ended
                """)
            .param("ids", all.stream().map(one -> one.id().value()).toArray(UUID[]::new))
            .param("attempts", all.stream().map(EndedAttempt::attempt).toArray(Integer[]::new))
            .param("outcomes", texts(all, one -> one.outcome().kind().name()))
            .param("statuses", texts(all, one -> one.status().name()))
            .param(
                "counted", all.stream().map(EndedAttempt::failuresCounted).toArray(Integer[]::new))
            .param("codes", texts(all, one -> one.outcome().code()))
            .param("details", texts(all, one -> one.outcome().detail()))
            .param("failureDetails", texts(all, EndedAttempt::failureDetail))
            .param("providerMessageIds", texts(all, EndedAttempt::providerMessageId))
            .query(
                (row, number) ->
                    new Recorded(row.getObject("id", UUID.class), row.getInt("attempt")))
            .set();
    return all.stream()
        .map(one -> recorded.contains(new Recorded(one.id().value(), one.attempt())))
        .toList();
  }

  private static @Nullable String[] texts(
      List<EndedAttempt> all, Function<EndedAttempt, @Nullable String> text) {
    return all.stream().map(text).toArray(String[]::new);
  }

  private record Recorded(UUID id, int attempt) {}
}
