package io.chasqui.delivery.store;

import io.chasqui.platform.db.Columns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many deliveries of which kind a month had, by the columns of {@code delivery_statistics}. */
record MonthCount(Map<Kind, Long> counts) {

  /** Counts a month that nobody changes any more. */
  static MonthCount of(Month month, JdbcClient jdbc, SparingScan scan) {
    Map<Kind, Long> counts = new HashMap<>();
    scan.all(
        month.states(),
        pages -> {
          add(counts, month, jdbc, pages);
          return true;
        });
    return new MonthCount(counts);
  }

  /** Message by message, whatever PostgreSQL thinks of it: a join would read all in each step. */
  private static void add(
      Map<Kind, Long> counts, Month month, JdbcClient jdbc, Map<String, String> pages) {
    jdbc.sql(
            """
            SELECT (created_at AT TIME ZONE 'UTC')::date AS day, message.channel, origin_kind,
              category, status, failure_code, count(*) AS n
            FROM %s AS scanned
            CROSS JOIN LATERAL (
              SELECT created_at, channel, origin_kind, category FROM %s WHERE id = scanned.id OFFSET 0)
              AS message
            WHERE %s
            GROUP BY 1, 2, 3, 4, 5, 6
            """
                .formatted(month.states(), month.messages(), SparingScan.ON_THESE_PAGES))
        .params(pages)
        .query(
            row -> {
              Kind kind =
                  new Kind(
                      row.getString("day"),
                      row.getString("channel"),
                      row.getString("origin_kind"),
                      row.getString("category"),
                      row.getString("status"),
                      row.getString("failure_code"));
              counts.merge(kind, row.getLong("n"), Long::sum);
            });
  }

  /** Adds them to what was counted of others. */
  void store(JdbcClient jdbc) {
    jdbc.sql(
            """
            WITH gone AS (
              SELECT day::date AS day, channel, origin_kind, category, status, failure_code, n
              FROM unnest(
                :days, :channels, :originKinds, :categories, :statuses, :failureCodes, :counts)
                AS counts (day, channel, origin_kind, category, status, failure_code, n)
            )
            %s
            """
                .formatted(DeliveryRemoval.COUNT))
        .paramSource(
            new Columns<>(List.copyOf(counts.entrySet()))
                .add("days", "text", count -> count.getKey().day())
                .add("channels", "text", count -> count.getKey().channel())
                .add("originKinds", "text", count -> count.getKey().originKind())
                .add("categories", "text", count -> count.getKey().category())
                .add("statuses", "text", count -> count.getKey().status())
                .add("failureCodes", "text", count -> count.getKey().failureCode())
                .add("counts", "int8", Map.Entry::getValue)
                .params())
        .update();
  }

  int deliveries() {
    return Math.toIntExact(counts.values().stream().mapToLong(n -> n).sum());
  }

  private record Kind(
      String day,
      String channel,
      String originKind,
      @Nullable String category,
      String status,
      @Nullable String failureCode) {}
}
