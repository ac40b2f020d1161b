package io.chasqui.delivery.store;

import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.platform.db.MonthTable;
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

  private final MonthTable table;
  private final DataSource source;

  MonthStore(JdbcClient jdbc, DataSource source) {
    this.table = new MonthTable(jdbc, "delivery_month", "add_delivery_month");
    this.source = source;
  }

  @Override
  public String of() {
    return "deliveries";
  }

  @Override
  public List<YearMonth> add(int ahead) {
    return table.add(ahead);
  }

  @Override
  public List<YearMonth> missing(int ahead) {
    return table.missing(ahead);
  }

  @Override
  public boolean isOneLeaving() {
    return MonthTables.leaving(table.jdbc()).isPresent();
  }

  @Override
  public int dropOldest(Duration endedFor, BooleanSupplier isToStop) {
    return new MonthRemoval(source, isToStop).removeOldest(endedFor);
  }
}
