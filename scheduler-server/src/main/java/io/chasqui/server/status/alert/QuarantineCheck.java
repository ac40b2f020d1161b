package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.jobs.Readings;
import java.util.List;

/** Jobs that no worker can run were set aside. */
final class QuarantineCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("JOB_QUARANTINED", AlertSeverity.WARNING);

  private final Readings readings;

  QuarantineCheck(Readings readings) {
    this.readings = readings;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<Condition> now() {
    int jobs = readings.quarantinedJobs();
    return jobs == 0 ? List.of() : List.of(new Condition(KIND, "jobs", jobs + " set aside"));
  }
}
