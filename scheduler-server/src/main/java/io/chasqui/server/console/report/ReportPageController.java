package io.chasqui.server.console.report;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.report.ReportView;
import io.chasqui.platform.CorrelationId;
import io.chasqui.report.KnownReport;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportNotPdf;
import io.chasqui.report.ReportTooLarge;
import io.chasqui.report.Reports;
import io.chasqui.report.StorageSettings;
import io.chasqui.report.StoredReport;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.console.Crumb;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Redirects;
import io.chasqui.server.console.Said;
import io.chasqui.server.console.Words;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One report: what is known of it, whether it is there, its PDF, and the form that stores it. */
@Hidden
@Controller
@RequestMapping(ReportsSection.PATH + "/{id}")
class ReportPageController {

  private static final String KIND = "REPORT";
  private static final int ACTS = 20;

  private final Pages pages;
  private final Reports reports;
  private final ReportUses uses;
  private final StorageSettings storage;
  private final AuditTrail audit;
  private final Reads reads;
  private final TransactionTemplate transaction;

  ReportPageController(
      Pages pages,
      Reports reports,
      ReportUses uses,
      StorageSettings storage,
      AuditTrail audit,
      Reads reads,
      TransactionTemplate transaction) {
    this.pages = pages;
    this.reports = reports;
    this.uses = uses;
    this.storage = storage;
    this.audit = audit;
    this.reads = reads;
    this.transaction = transaction;
  }

  @GetMapping
  ModelAndView page(@PathVariable String id, HttpServletRequest request) {
    return show(report(id), null, request);
  }

  /** Asks the storage, which may have what was not stored through this server. */
  @PostMapping("/look")
  ModelAndView look(@PathVariable String id, HttpServletRequest request) throws IOException {
    CorrelationId report = report(id);
    Words words = words(request);
    try (StoredReport stored = reports.look(report).orElse(null)) {
      String text =
          stored == null
              ? words.text("console.reports.notThere")
              : words.text("console.reports.there");
      new Said(text, stored != null).on(request);
    }
    return Redirects.to(path(report), request);
  }

  /** Written down before the first byte goes out. */
  @PostMapping("/pdf")
  void pdf(@PathVariable String id, HttpServletResponse response) throws IOException {
    CorrelationId report = report(id);
    try (StoredReport stored = reports.open(report).orElseThrow(ReportPageController::notFound)) {
      Act act = Act.done("report.opened", KIND, report.value()).about(report.value());
      transaction.executeWithoutResult(status -> audit.record(act));
      response.setContentType(MediaType.APPLICATION_PDF_VALUE);
      if (stored.size() >= 0) {
        response.setContentLengthLong(stored.size());
      }
      String inline = ContentDisposition.inline().filename(report + ".pdf").build().toString();
      response.setHeader(HttpHeaders.CONTENT_DISPOSITION, inline);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      stored.content().transferTo(response.getOutputStream());
    }
  }

  @PostMapping("/upload")
  ModelAndView upload(@PathVariable String id, HttpServletRequest request) throws IOException {
    CorrelationId report = report(id);
    Words words = words(request);
    String type = Objects.requireNonNullElse(request.getContentType(), "");
    Optional<UploadedFile> form = UploadedFile.read(request.getInputStream(), type);
    if (form.isEmpty()) {
      return show(report, words.text("console.reports.noFile"), request);
    }
    try (UploadedFile file = form.get();
        InputStream content = file.content()) {
      store(report, content);
    } catch (ReportTooLarge e) {
      return show(report, words.text("console.reports.tooLarge"), request);
    } catch (ReportNotPdf e) {
      return show(report, words.text("console.reports.notPdf"), request);
    } catch (ReadOnlyStorage e) {
      return show(report, words.text("console.reports.readOnly"), request);
    }
    new Said(words.text("console.reports.stored"), true).on(request);
    return Redirects.to(path(report), request);
  }

  /** What is known of it and the entry are one transaction; the storage has it before both. */
  private void store(CorrelationId report, InputStream content) throws IOException {
    @Nullable IOException refused =
        transaction.execute(
            status -> {
              try {
                put(report, content);
                return null;
              } catch (IOException e) {
                status.setRollbackOnly();
                return e;
              }
            });
    if (refused != null) {
      throw refused;
    }
  }

  private void put(CorrelationId report, InputStream content) throws IOException {
    @Nullable String before = reports.sha256(report).orElse(null);
    ReportView stored = reports.put(report, content);
    audit.record(
        Act.done("report.stored", KIND, report.value())
            .about(report.value())
            .with("sha256", stored.sha256())
            .with("sha256Before", before));
  }

  private ModelAndView show(CorrelationId id, @Nullable String fault, HttpServletRequest request) {
    Words words = words(request);
    KnownReport known = reports.known(id).orElse(null);
    ReportModel model =
        new ReportModel(
            id.value(),
            known,
            uses.of(List.of(id), words).getOrDefault(id, ""),
            storage.maxReportSize().toBytes(),
            history(id),
            fault);
    return pages.show(
        new Page(
            "reports/report",
            ReportsSection.ID,
            id.value(),
            List.of(new Crumb(ReportsSection.PATH, words.text("console.reports.title"))),
            model),
        fault == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
  }

  private List<AuditEntryView> history(CorrelationId id) {
    AuditQuery query =
        new AuditQuery(null, null, KIND, id.value(), null, null, null, null, null, ACTS);
    return reads.get(() -> audit.page(query).items());
  }

  private Words words(HttpServletRequest request) {
    return pages.words(pages.viewer(request));
  }

  private static String path(CorrelationId report) {
    return ReportsSection.PATH + "/" + report;
  }

  private static NotFound notFound() {
    return new NotFound("report-not-found");
  }

  private static CorrelationId report(String id) {
    if (!CorrelationId.isValid(id)) {
      throw notFound();
    }
    return new CorrelationId(id);
  }
}
