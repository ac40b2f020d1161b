package io.chasqui.server.console.alert;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Mask;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.alert.AlertsModel.Jobs;
import io.chasqui.server.console.alert.AlertsModel.Shown;
import io.chasqui.server.status.SetAsideJobs;
import io.chasqui.server.status.SystemStateQueries;
import io.chasqui.server.status.alert.Alert;
import io.chasqui.server.status.alert.AlertLedger;
import io.chasqui.server.status.alert.AlertSettings;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows alerts with what to do about them, and jobs that were set aside. */
@Hidden
@Controller
@RequestMapping(AlertsSection.PATH)
class AlertsController {

  private static final Logger log = LoggerFactory.getLogger(AlertsController.class);

  private static final String RESOLVED = "resolved";
  private static final int MOST = 200;
  private static final int MOST_JOBS = 50;

  /** So many are counted. */
  private static final int COUNTED_JOBS = 1_000;

  private final Pages pages;
  private final Reads reads;
  private final AlertLedger alerts;
  private final AlertSettings settings;
  private final SetAsideJobs jobs;
  private final Runbook runbook;
  private final SystemStateQueries state;

  AlertsController(
      Pages pages,
      Reads reads,
      AlertLedger alerts,
      AlertSettings settings,
      SetAsideJobs jobs,
      Runbook runbook,
      JdbcClient jdbc) {
    this.pages = pages;
    this.reads = reads;
    this.alerts = alerts;
    this.settings = settings;
    this.jobs = jobs;
    this.runbook = runbook;
    this.state = new SystemStateQueries(jdbc);
  }

  /**
   * @param state {@code resolved}: those that are over; anything else: those that are open
   */
  @GetMapping
  ModelAndView list(@RequestParam(defaultValue = "") String state, HttpServletRequest request) {
    boolean isOpen = !state.equals(RESOLVED);
    List<Alert> found =
        all().stream().filter(alert -> (alert.resolvedAt() == null) == isOpen).toList();
    Viewer viewer = pages.viewer(request);
    Words words = pages.words(viewer);
    AlertsModel model =
        new AlertsModel(isOpen, shown(found, words), told(), isOpen ? jobs(viewer, words) : null);
    String title = words.text("console.alerts.title");
    return pages.show(new Page("alert/alerts", AlertsSection.ID, title, model));
  }

  /** Where the message about an alert leads. */
  @GetMapping("/{id}")
  ModelAndView one(@PathVariable String id, HttpServletRequest request) {
    Alert alert =
        all().stream()
            .filter(one -> one.id().toString().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("no-alert"));
    Words words = pages.words(pages.viewer(request));
    Shown shown = shown(List.of(alert), words).get(0);
    AlertsModel model = new AlertsModel(alert.resolvedAt() == null, List.of(shown), told(), null);
    Crumb above = new Crumb(AlertsSection.PATH, words.text("console.alerts.title"));
    return pages.show(
        new Page("alert/alert", AlertsSection.ID, shown.what(), List.of(above), model));
  }

  /**
   * @param until the newest that was shown
   */
  @PostMapping("/set-aside-jobs/delete")
  ModelAndView delete(@RequestParam(defaultValue = "0") long until, HttpServletRequest request) {
    int deleted = jobs.deleteUntil(until);
    log.info("{} jobs that were set aside were deleted by a person", deleted);
    Words words = pages.words(pages.viewer(request));
    new Said(words.count("console.alerts.jobsDeleted", deleted), deleted > 0).on(request);
    return Redirects.to(AlertsSection.PATH, request);
  }

  private List<Alert> all() {
    return reads.get(() -> alerts.list(MOST));
  }

  private List<Shown> shown(List<Alert> found, Words words) {
    if (found.isEmpty()) {
      return List.of();
    }
    AlertLinks links = new AlertLinks(reads.get(state::channels));
    return found.stream().map(alert -> shown(alert, links, words)).toList();
  }

  private Shown shown(Alert alert, AlertLinks links, Words words) {
    String kind = "alert." + alert.kind();
    String id = alert.id().toString();
    return new Shown(
        id,
        AlertsSection.PATH + "/" + id,
        words.textOr(kind, alert.kind() + " " + alert.subject(), alert.subject()),
        alert.kind(),
        alert.subject(),
        alert.detail(),
        alert.raisedAt(),
        alert.resolvedAt(),
        alert.toldAt(),
        "/console/deliveries?origin=ALERT:" + id,
        words.textOr(kind + ".advice", ""),
        runbook.of(alert.kind()),
        links.waiting(alert),
        links.channel(alert));
  }

  private List<String> told() {
    return Stream.concat(
            settings.email().stream().map(one -> Mask.of(Channel.EMAIL, one)),
            settings.telegram().stream().map(one -> Mask.of(Channel.TELEGRAM, one)))
        .toList();
  }

  private @Nullable Jobs jobs(Viewer viewer, Words words) {
    int count = reads.get(jobs::count);
    if (count == 0) {
      return null;
    }
    var newest = reads.get(() -> jobs.newest(MOST_JOBS));
    String number = words.number(count);
    return new Jobs(
        count < COUNTED_JOBS ? number : words.text("console.more", number),
        newest,
        newest.isEmpty() ? 0 : newest.get(0).id(),
        viewer.mayAct());
  }
}
