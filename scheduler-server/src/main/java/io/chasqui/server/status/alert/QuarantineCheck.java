package io.chasqui.server.status.alert;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.jobs.QuarantinedJobs;
import java.util.List;
import java.util.Optional;

/**
 * Jobs that no worker can run were set aside. They have nothing in common, and nobody may have
 * looked at the first ones' rows for weeks, so further ones are told too.
 */
final class QuarantineCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("JOB_QUARANTINED", AlertSeverity.WARNING);

  private final QuarantinedJobs jobs;

  QuarantineCheck(QuarantinedJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    QuarantinedJobs.Found found = jobs.find();
    return found.number() == 0 ? List.of() : List.of(condition(found));
  }

  private AlertCondition condition(QuarantinedJobs.Found found) {
    return new AlertCondition(
        KIND,
        "jobs",
        found.number() + " set aside",
        Optional.of(found.untold())
            .filter(ids -> !ids.isEmpty())
            .map(ids -> () -> jobs.markTold(ids)));
  }
}
