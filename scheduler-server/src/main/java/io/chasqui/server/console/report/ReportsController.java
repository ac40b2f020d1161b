package io.chasqui.server.console.report;

import io.chasqui.platform.CorrelationId;
import io.chasqui.report.KnownReport;
import io.chasqui.report.Reports;
import io.chasqui.report.StorageSettings;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Words;
import io.chasqui.server.console.report.ReportsModel.Row;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The list of reports. What is in a bucket, and was not stored through this server, is not in it.
 */
@Hidden
@Controller
class ReportsController {

  private static final int ON_A_PAGE = 50;

  private final Pages pages;
  private final Reports reports;
  private final ReportUses uses;
  private final StorageSettings storage;
  private final Reads reads;

  ReportsController(
      Pages pages, Reports reports, ReportUses uses, StorageSettings storage, Reads reads) {
    this.pages = pages;
    this.reports = reports;
    this.uses = uses;
    this.storage = storage;
    this.reads = reads;
  }

  /**
   * @param q the id of one
   * @param older the last one of the page before; what is no id is taken for none
   */
  @GetMapping(ReportsSection.PATH)
  ModelAndView list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String older,
      HttpServletRequest request) {
    String id = q.strip();
    if (CorrelationId.isValid(id)) {
      return Redirects.to(ReportsSection.PATH + "/" + id, request);
    }
    Words words = pages.words(pages.viewer(request));
    CorrelationId last = CorrelationId.isValid(older) ? new CorrelationId(older) : null;
    List<KnownReport> found = reads.get(() -> reports.known(last, ON_A_PAGE + 1));
    String fault = id.isEmpty() ? null : words.text("field.correlationId");
    ReportsModel model =
        new ReportsModel(
            rows(found.stream().limit(ON_A_PAGE).toList(), words),
            storage.type() == StorageSettings.Type.DIRECTORY,
            last == null ? null : ReportsSection.PATH,
            next(found),
            fault);
    return pages.show(
        new Page("reports/list", ReportsSection.ID, words.text("console.reports.title"), model),
        fault == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private static @Nullable String next(List<KnownReport> found) {
    return found.size() > ON_A_PAGE
        ? ReportsSection.PATH + "?older=" + found.get(ON_A_PAGE - 1).id()
        : null;
  }

  private List<Row> rows(List<KnownReport> page, Words words) {
    Map<CorrelationId, String> counts = uses.of(page.stream().map(KnownReport::id).toList(), words);
    return page.stream()
        .map(report -> new Row(report, counts.getOrDefault(report.id(), "")))
        .toList();
  }
}
