package io.chasqui.server.delivery;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.platform.db.Months;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertKind;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Nothing can be stored in a month that is missing; the running one or the next is. */
final class MissingMonthCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("PARTITION_MISSING", AlertSeverity.CRITICAL);

  private static final int THE_NEXT_ONE = 1;

  private final List<Months> all;

  MissingMonthCheck(List<Months> all) {
    this.all = List.copyOf(all);
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    return all.stream().flatMap(months -> condition(months).stream()).toList();
  }

  private static Optional<AlertCondition> condition(Months months) {
    List<YearMonth> missing = months.missing(THE_NEXT_ONE);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new AlertCondition(KIND, months.of(), "no month for " + text(missing)));
  }

  private static String text(List<YearMonth> months) {
    return months.stream().map(YearMonth::toString).collect(Collectors.joining(", "));
  }
}
