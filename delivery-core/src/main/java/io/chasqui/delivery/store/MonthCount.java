package io.chasqui.delivery.store;

import io.chasqui.platform.db.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How many deliveries of which kind a month had, by the columns of {@code delivery_statistics}.
 *
 * @param counts of each step of the look by itself, so that a kind may come several times
 */
record MonthCount(List<Count> counts) {

  /** Counts a month that nobody changes any more. */
  static MonthCount of(Month month, JdbcClient jdbc, SparingScan scan) {
    List<Count> counts = new ArrayList<>();
    scan.all(
        month.states(),
        pages -> {
          counts.addAll(step(month, jdbc, pages));
          return true;
        });
    return new MonthCount(counts);
  }

  /** Message by message, whatever PostgreSQL thinks of it: a join would read all in each step. */
  private static List<Count> step(Month month, JdbcClient jdbc, Map<String, String> pages) {
    return jdbc.sql(
            """
            SELECT (created_at AT TIME ZONE 'UTC')::date AS day, message.channel, origin_kind,
              status, failure_code, count(*) AS n
            FROM %s AS scanned
            CROSS JOIN LATERAL (
              SELECT created_at, channel, origin_kind FROM %s WHERE id = scanned.id OFFSET 0)
              AS message
            WHERE %s
            GROUP BY 1, 2, 3, 4, 5
            """
                .formatted(month.states(), month.messages(), SparingScan.ON_THESE_PAGES))
        .params(pages)
        .query(
            (row, number) ->
                new Count(
                    row.getString("day"),
                    row.getString("channel"),
                    row.getString("origin_kind"),
                    row.getString("status"),
                    row.getString("failure_code"),
                    row.getLong("n")))
        .list();
  }

  /** Adds them to what was counted of others. */
  void store(JdbcClient jdbc) {
    jdbc.sql(
            """
            WITH gone AS (
              SELECT day::date AS day, channel, origin_kind, status, failure_code,
                sum(n)::bigint AS n
              FROM unnest(:days, :channels, :originKinds, :statuses, :failureCodes, :counts)
                AS counts (day, channel, origin_kind, status, failure_code, n)
              GROUP BY 1, 2, 3, 4, 5
            )
            %s
            """
                .formatted(DeliveryRemoval.COUNT))
        .paramSource(
            new Columns<>(counts)
                .add("days", "text", Count::day)
                .add("channels", "text", Count::channel)
                .add("originKinds", "text", Count::originKind)
                .add("statuses", "text", Count::status)
                .add("failureCodes", "text", Count::failureCode)
                .add("counts", "int8", Count::n)
                .params())
        .update();
  }

  int deliveries() {
    return Math.toIntExact(counts.stream().mapToLong(Count::n).sum());
  }

  private record Count(
      String day,
      String channel,
      String originKind,
      String status,
      @Nullable String failureCode,
      long n) {}
}
