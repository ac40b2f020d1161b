package io.chasqui.server.console.alert;

import io.chasqui.jobs.QuarantinedJobs.SetAside;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts, and jobs that were set aside.
 *
 * @param isOpen whether these are open; false: they are over
 * @param alerts newest first
 * @param told to whom alerts are told, masked
 * @param jobs that were set aside; null: they are not shown here
 */
public record AlertsModel(
    boolean isOpen, List<Shown> alerts, List<String> told, @Nullable Jobs jobs) {

  public AlertsModel {
    alerts = List.copyOf(alerts);
    told = List.copyOf(told);
  }

  /**
   * An alert.
   *
   * @param path of its own page
   * @param what it is about, as the person reads it
   * @param kind its name
   * @param detail codes and numbers
   * @param until when it was over; null: it is open
   * @param toldAt when it was told last; null: not yet
   * @param messages leads to the messages that told it
   * @param advice what to do, as the person reads it
   * @param runbook what docs say of it
   * @param waiting leads to the deliveries that wait for it; null: none do
   * @param channel leads to the provider or the workers; null: it is about neither
   */
  public record Shown(
      String id,
      String path,
      String what,
      String kind,
      String subject,
      String detail,
      Instant since,
      @Nullable Instant until,
      @Nullable Instant toldAt,
      String messages,
      String advice,
      List<RunbookSection> runbook,
      @Nullable String waiting,
      @Nullable String channel) {

    public Shown {
      runbook = List.copyOf(runbook);
    }
  }

  /**
   * Jobs that no worker can run.
   *
   * @param count how many there are, as the person reads it
   * @param newest some of them
   * @param until the newest that is shown: none after it is deleted
   * @param mayDelete whether this person may
   */
  public record Jobs(String count, List<SetAside> newest, long until, boolean mayDelete) {

    public Jobs {
      newest = List.copyOf(newest);
    }
  }
}
