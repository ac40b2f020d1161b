package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.server.status.SystemStateQueries;
import java.util.List;

/** Jobs that no worker can run were set aside. */
final class QuarantineCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("JOB_QUARANTINED", AlertSeverity.WARNING);

  private final SystemStateQueries readings;

  QuarantineCheck(SystemStateQueries readings) {
    this.readings = readings;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    int jobs = readings.quarantinedJobs();
    return jobs == 0 ? List.of() : List.of(new AlertCondition(KIND, "jobs", jobs + " set aside"));
  }
}
