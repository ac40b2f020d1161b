package io.chasqui.platform.db;

import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What makes the months of a table that is partitioned by the time of its ids, and knows which
 * there are.
 *
 * @param jdbc of the database that it is in
 * @param months the view of those that there are: {@code name}, {@code first_id}, {@code end_id},
 *     {@code ends_at}; {@code first_id} is null for one that begins with the least id
 * @param add the function that makes the month of a date, and says whether it was missing
 */
public record MonthTable(JdbcClient jdbc, String months, String add) {

  /** As {@link Months#add}. */
  public List<YearMonth> add(int ahead) {
    return missing(ahead).stream().filter(this::add).toList();
  }

  private boolean add(YearMonth month) {
    return jdbc.sql("SELECT %s(:month)".formatted(add))
        .param("month", month.atDay(1))
        .query(Boolean.class)
        .single();
  }

  /** As {@link Months#missing}. */
  public List<YearMonth> missing(int ahead) {
    return jdbc.sql(
            """
            SELECT to_char(month, 'YYYY-MM')
            FROM generate_series(0, :ahead) AS coming
            CROSS JOIN LATERAL (
              SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + coming * interval '1 month'
                AS month) AS months
            CROSS JOIN LATERAL first_delivery_id(greatest(month AT TIME ZONE 'UTC', now())) AS first
            WHERE NOT EXISTS (
              SELECT FROM %s AS known
              WHERE (known.first_id IS NULL OR known.first_id <= first) AND known.end_id > first)
            ORDER BY month
            """
                .formatted(months))
        .param("ahead", ahead)
        .query((row, number) -> YearMonth.parse(row.getString(1)))
        .list();
  }
}
