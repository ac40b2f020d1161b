package io.chasqui.server.delivery;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.delivery.DeliveryMonths;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertKind;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;

/** Nothing can be stored in a month that is missing; the running one or the next is. */
final class MissingMonthCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("PARTITION_MISSING", AlertSeverity.CRITICAL);

  private static final int THE_NEXT_ONE = 1;

  private final DeliveryMonths months;

  MissingMonthCheck(DeliveryMonths months) {
    this.months = months;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    List<YearMonth> missing = months.missing(THE_NEXT_ONE);
    return missing.isEmpty()
        ? List.of()
        : List.of(new AlertCondition(KIND, "deliveries", "no month for " + text(missing)));
  }

  private static String text(List<YearMonth> months) {
    return months.stream().map(YearMonth::toString).collect(Collectors.joining(", "));
  }
}
