package io.chasqui.server.report.web;

import io.chasqui.contract.report.ReportView;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.request.RequestTooLarge;
import io.chasqui.report.ReadOnlyStorage;
import io.chasqui.report.ReportNotPdf;
import io.chasqui.report.ReportTooLarge;
import io.chasqui.report.Reports;
import io.chasqui.report.StoredReport;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.NotFound;
import io.chasqui.server.api.problem.RequestRefused;
import io.chasqui.server.api.request.Address;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

@RestController
@RequestMapping("/api/reports/{correlationId}")
@Tag(name = "reports", description = "The PDFs that deliveries carry")
class ReportController {

  private final Reports reports;

  ReportController(Reports reports) {
    this.reports = reports;
  }

  @PutMapping(
      consumes = MediaType.APPLICATION_PDF_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Stored", useReturnTypeSchema = true)
  @Answers(
      value = 405,
      when = "The configured storage takes no reports from here. Nothing was stored.")
  @Operation(
      operationId = "putReport",
      summary = "Store a report",
      description = "A PDF of at most 20 MB. Replaces the report that had the id before.",
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_PDF_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  ResponseEntity<ReportView> put(@PathVariable String correlationId, HttpServletRequest request)
      throws IOException {
    CorrelationId id = correlationId(correlationId);
    boolean isNew = reports.sha256(id).isEmpty();
    ReportView stored = store(id, request.getInputStream());
    return isNew
        ? ResponseEntity.created(Address.of(request, "/api/reports/" + id)).body(stored)
        : ResponseEntity.ok(stored);
  }

  private ReportView store(CorrelationId id, InputStream content) throws IOException {
    try {
      return reports.put(id, content);
    } catch (ReportTooLarge e) {
      throw new RequestTooLarge(e.limit());
    } catch (ReportNotPdf e) {
      throw new InvalidRequest(new FieldProblem("body", "field.notPdf"));
    } catch (ReadOnlyStorage e) {
      throw new RequestRefused(ReportProblems.READ_ONLY_STORAGE);
    }
  }

  @GetMapping(produces = MediaType.APPLICATION_PDF_VALUE)
  @ApiResponse(
      responseCode = "200",
      description = "The report",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PDF_VALUE,
              schema = @Schema(type = "string", contentMediaType = MediaType.APPLICATION_PDF_VALUE),
              examples = @ExampleObject("%PDF-1.7 …")))
  @Answers(404)
  @Operation(operationId = "getReport", summary = "Get a report")
  void get(
      @PathVariable String correlationId, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CorrelationId id = correlationId(correlationId);
    try (StoredReport report = reports.open(id).orElseThrow(ReportController::notFound)) {
      if (!isKnownToCaller(report, request, response)) {
        writeHeaders(id, report, response);
        report.content().transferTo(response.getOutputStream());
      }
    }
  }

  @RequestMapping(method = RequestMethod.HEAD, produces = MediaType.APPLICATION_PDF_VALUE)
  @ApiResponse(responseCode = "200", description = "The report is there")
  @Answers(404)
  @Operation(operationId = "headReport", summary = "Whether there is a report, and its size")
  void look(
      @PathVariable String correlationId, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CorrelationId id = correlationId(correlationId);
    try (StoredReport report = reports.look(id).orElseThrow(ReportController::notFound)) {
      if (!isKnownToCaller(report, request, response)) {
        writeHeaders(id, report, response);
      }
    }
  }

  private static NotFound notFound() {
    return new NotFound("report-not-found");
  }

  /** Answers 304 if it is, or else writes the ETag. */
  private static boolean isKnownToCaller(
      StoredReport report, HttpServletRequest request, HttpServletResponse response) {
    String version = report.version();
    if (version == null) {
      return false;
    }
    // The version tells of the server's disk.
    String etag = DigestUtils.md5DigestAsHex(version.getBytes(StandardCharsets.UTF_8));
    return new ServletWebRequest(request, response).checkNotModified(etag);
  }

  private static void writeHeaders(
      CorrelationId id, StoredReport report, HttpServletResponse response) {
    response.setContentType(MediaType.APPLICATION_PDF_VALUE);
    if (report.size() >= 0) {
      response.setContentLengthLong(report.size());
    }
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.inline().filename(id + ".pdf").build().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        HttpHeaders.CACHE_CONTROL, CacheControl.noCache().cachePrivate().getHeaderValue());
  }

  private static CorrelationId correlationId(String value) {
    if (!CorrelationId.isValid(value)) {
      throw new InvalidRequest(new FieldProblem("correlationId", "field.correlationId"));
    }
    return new CorrelationId(value);
  }
}
