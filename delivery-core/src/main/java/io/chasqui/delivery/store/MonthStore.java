package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryMonths;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Months as partitions of PostgreSQL. */
@Repository
class MonthStore implements DeliveryMonths {

  private final JdbcClient jdbc;
  private final DataSource source;

  MonthStore(JdbcClient jdbc, DataSource source) {
    this.jdbc = jdbc;
    this.source = source;
  }

  @Override
  public List<YearMonth> add(int ahead) {
    return missing(ahead).stream().filter(this::add).toList();
  }

  private boolean add(YearMonth month) {
    return jdbc.sql("SELECT add_delivery_month(:month)")
        .param("month", month.atDay(1))
        .query(Boolean.class)
        .single();
  }

  @Override
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
              SELECT FROM delivery_month AS known
              WHERE (known.first_id IS NULL OR known.first_id <= first) AND known.end_id > first)
            ORDER BY month
            """)
        .param("ahead", ahead)
        .query((row, number) -> YearMonth.parse(row.getString(1)))
        .list();
  }

  @Override
  public boolean isOneLeaving() {
    return MonthTables.leaving(jdbc).isPresent();
  }

  @Override
  public int dropOldest(Duration endedFor, BooleanSupplier isToStop) {
    return new MonthRemoval(source, isToStop).removeOldest(endedFor);
  }
}
