package io.chasqui.server.console.audit;

import io.chasqui.contract.audit.AuditEntryView;
import io.chasqui.contract.audit.AuditPage;
import io.chasqui.server.audit.Act;
import io.chasqui.server.audit.AuditQuery;
import io.chasqui.server.audit.AuditTrail;
import io.chasqui.server.console.Page;
import io.chasqui.server.console.Pages;
import io.chasqui.server.console.Reads;
import io.chasqui.server.console.Words;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the audit, and hands it out as a file. Nothing in it can be changed. */
@Hidden
@Controller
@RequestMapping(AuditSection.PATH)
class AuditPagesController {

  private static final int ON_A_PAGE = 50;
  private static final int AT_A_TIME = 500;
  private static final int MOST_ROWS = 100_000;

  private final Pages pages;
  private final Reads reads;
  private final AuditTrail audit;
  private final TransactionOperations transaction;

  AuditPagesController(
      Pages pages, Reads reads, AuditTrail audit, TransactionOperations transaction) {
    this.pages = pages;
    this.reads = reads;
    this.audit = audit;
    this.transaction = transaction;
  }

  @GetMapping
  ModelAndView list(@RequestParam Map<String, String> parameters, HttpServletRequest request) {
    AuditFilter filter = AuditFilter.of(parameters);
    Words words = pages.words(pages.viewer(request));
    ZoneId zone = pages.viewer(request).zone();
    AuditPage page = page(filter.query(zone, null, ON_A_PAGE));
    @Nullable String last = page.nextCursor();
    AuditModel model =
        new AuditModel(
            page.items().stream().map(entry -> AuditRows.row(entry, words)).toList(),
            filter,
            filter.faults().stream()
                .map(name -> words.text("console.audit.fault." + name))
                .toList(),
            filter.older().isEmpty() ? null : filter.pathBehind(null),
            last == null ? null : filter.pathBehind(last));
    String title = words.text("console.audit.title");
    return pages.show(new Page("audit/audit", AuditSection.ID, title, model));
  }

  /**
   * The newest that the filter finds, at most 100,000. Who took them is recorded before the first
   * of them is written, without what they typed.
   *
   * @throws IOException when the reader is gone
   */
  @PostMapping("/csv")
  void csv(
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AuditFilter filter = AuditFilter.of(parameters);
    transaction.executeWithoutResult(
        status ->
            audit.record(
                Act.done("audit.exported", "AUDIT", "entries")
                    .with("filters", List.copyOf(filter.given().keySet()))));
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
    Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    write(filter, pages.viewer(request).zone(), new AuditCsv(out));
    out.flush();
  }

  private void write(AuditFilter filter, ZoneId zone, AuditCsv csv) throws IOException {
    @Nullable UUID behind = null;
    for (int written = 0; written < MOST_ROWS; written += AT_A_TIME) {
      AuditPage page = page(filter.query(zone, behind, AT_A_TIME));
      List<AuditEntryView> entries = page.items();
      for (AuditEntryView entry : entries) {
        csv.row(entry);
      }
      if (page.nextCursor() == null) {
        return;
      }
      behind = entries.get(entries.size() - 1).id();
    }
  }

  private AuditPage page(AuditQuery query) {
    return reads.get(() -> audit.page(query));
  }
}
