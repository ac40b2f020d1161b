package io.chasqui.server.recipient.transfer.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.contract.recipient.ImportTotals;
import io.chasqui.platform.request.RequestTooLarge;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.recipient.MergeKey;
import io.chasqui.server.recipient.transfer.ImportMode;
import io.chasqui.server.recipient.transfer.ImportOptions;
import io.chasqui.server.recipient.transfer.RecipientExport;
import io.chasqui.server.recipient.transfer.RecipientImport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Not by Spring's converters: they would read the whole body, and write the whole answer. */
@RestController
@RequestMapping({"/api/recipients", "/api/destinatarios"})
@Tag(name = "recipients")
class TransferController {

  private static final Logger log = LoggerFactory.getLogger(TransferController.class);

  static final String CSV = "text/csv";
  private static final String FILE_NAME = "recipients.csv";
  private static final String EXAMPLE =
      """
      externalId,name,email,phone,tags,attributes.age
      customer-21,Ana,ana@example.com,+51987654321,vip;lima,40
      customer-22,Luis,luis@example.com,,lima,
      """;

  private final RecipientImport recipients;
  private final RecipientExport directory;
  private final ObjectMapper json;

  TransferController(RecipientImport recipients, RecipientExport directory, ObjectMapper json) {
    this.recipients = recipients;
    this.directory = directory;
    this.json = json;
  }

  @PostMapping(path = "/import", consumes = CSV)
  @ApiResponse(
      responseCode = "200",
      description =
          "One JSON object a line for each row that was not taken or of which something is to be"
              + " told; the totals are the last line. Some lines may be held back until the body"
              + " has been read.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(oneOf = {ImportLine.class, ImportTotals.class})))
  @Operation(
      operationId = "importRecipients",
      summary = "Add and change recipients from CSV",
      description =
          "UTF-8 with a header line, at most 256 MB. Columns: id, externalId, name, email, phone,"
              + " telegramChatId, locale, timeZone, tags (with ; between), operatorCode,"
              + " attributes.<name>. What has no column stays; an empty cell clears. Rows are"
              + " stored a thousand at a time; what is wrong with one spoils no other, and broken"
              + " off, the same file again finishes it.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = CSV,
                      schema = @Schema(type = "string"),
                      examples = @ExampleObject(name = "example", value = EXAMPLE))))
  void importAll(
      @RequestParam(required = false)
          @Parameter(
              description =
                  "By which column rows are matched: id, externalId, email or phone; default: the"
                      + " first of these that the file has")
          @Nullable String mergeBy,
      @RequestParam(required = false) @Parameter(description = "upsert (default), insert or update")
          @Nullable String mode,
      @RequestParam(required = false)
          @Parameter(description = "true: all is judged and nothing stored")
          @Nullable String dryRun,
      @RequestParam(required = false)
          @Parameter(description = "true: addresses are taken whose owners were erased")
          @Nullable String force,
      HttpServletRequest request,
      HttpServletResponse response,
      @Parameter(hidden = true) Locale language)
      throws IOException {
    ImportOptions options = options(mergeBy, mode, dryRun, force);
    requireUtf8(request);
    InputStream body = request.getInputStream();
    RecipientImport.Begun begun = recipients.begin(body, options, language);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
    try (SpooledLines answer = new SpooledLines(response.getOutputStream(), json)) {
      ImportTotals totals =
          begun.run(
              lines -> {
                for (ImportLine line : lines) {
                  answer.add(line);
                }
              });
      drain(body);
      answer.add(totals);
      answer.end();
    } catch (IOException e) {
      log.info("The caller of an import went away: {}", e.toString());
    }
  }

  @GetMapping(path = "/export", produces = CSV)
  @ApiResponse(
      responseCode = "200",
      description = "All recipients, by their ids",
      content =
          @Content(
              mediaType = CSV,
              schema = @Schema(type = "string"),
              examples = @ExampleObject(name = "example", value = EXAMPLE)))
  @Operation(
      operationId = "exportRecipients",
      summary = "All recipients as CSV",
      description = "The columns of an import, in UTF-8.")
  void export(
      @RequestParam(required = false)
          @Parameter(
              description =
                  "true: cells that a spreadsheet would take for formulas have ' before them")
          @Nullable String safe,
      HttpServletResponse response)
      throws IOException {
    List<FieldProblem> problems = new ArrayList<>();
    boolean isSafe = isTrue("safe", safe, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    response.setContentType(CSV + ";charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(FILE_NAME).build().toString());
    response.setHeader("X-Content-Type-Options", "nosniff");
    Writer out =
        new BufferedWriter(
            new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    directory.write(out, isSafe);
  }

  private static ImportOptions options(
      @Nullable String mergeBy,
      @Nullable String mode,
      @Nullable String dryRun,
      @Nullable String force) {
    List<FieldProblem> problems = new ArrayList<>();
    ImportOptions options =
        new ImportOptions(
            one("mergeBy", mergeBy, MergeKey.values(), MergeKey::column, problems).orElse(null),
            one("mode", mode, ImportMode.values(), TransferController::word, problems)
                .orElse(ImportMode.UPSERT),
            isTrue("dryRun", dryRun, problems),
            isTrue("force", force, problems));
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    return options;
  }

  private static String word(ImportMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** Empty when nothing was said, or a problem is. */
  private static <E> Optional<E> one(
      String field,
      @Nullable String written,
      E[] all,
      Function<E, String> word,
      List<FieldProblem> problems) {
    if (written == null || written.isBlank()) {
      return Optional.empty();
    }
    Optional<E> found =
        Arrays.stream(all).filter(one -> word.apply(one).equalsIgnoreCase(written)).findFirst();
    if (found.isEmpty()) {
      problems.add(
          new FieldProblem(
              field,
              "field.oneOf",
              Arrays.stream(all).map(word).collect(Collectors.joining(", "))));
    }
    return found;
  }

  private static boolean isTrue(
      String field, @Nullable String written, List<FieldProblem> problems) {
    boolean isTrue = "true".equalsIgnoreCase(written);
    if (written != null && !written.isBlank() && !isTrue && !"false".equalsIgnoreCase(written)) {
      problems.add(new FieldProblem(field, "field.oneOf", "true, false"));
    }
    return isTrue;
  }

  /** What the type says; the request itself says UTF-8 of all of them. */
  static void requireUtf8(HttpServletRequest request) {
    String charset = MediaType.parseMediaType(request.getContentType()).getParameter("charset");
    if (charset != null
        && !charset.replace("\"", "").equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw new InvalidRequest(new FieldProblem("body", "field.csvCharset"));
    }
  }

  /**
   * Reads what is left and forgets it, because some callers listen only when they have sent
   * everything.
   */
  static void drain(InputStream body) throws IOException {
    try {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (RequestTooLarge e) {
      // The caller sends more than is waited for.
    }
  }
}
