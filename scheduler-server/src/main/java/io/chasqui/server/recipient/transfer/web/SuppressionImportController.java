package io.chasqui.server.recipient.transfer.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.chasqui.contract.recipient.ImportLine;
import io.chasqui.contract.recipient.ImportTotals;
import io.chasqui.server.recipient.transfer.SuppressionImport;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Not by Spring's converters: they would read the whole body, and write the whole answer. */
@RestController
@Tag(name = "suppressions")
class SuppressionImportController {

  private static final Logger log = LoggerFactory.getLogger(SuppressionImportController.class);

  private static final String EXAMPLE =
      """
      channel,address,reason
      EMAIL,ana@example.com,COMPLAINT
      SMS,+51987654321,STOP_KEYWORD
      """;

  private final SuppressionImport suppressions;
  private final ObjectMapper json;

  SuppressionImportController(SuppressionImport suppressions, ObjectMapper json) {
    this.suppressions = suppressions;
    this.json = json;
  }

  @PostMapping(path = "/api/suppressions/import", consumes = TransferController.CSV)
  @ApiResponse(
      responseCode = "200",
      description =
          "One JSON object a line for each row that was not taken; the totals are the last line.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_NDJSON_VALUE,
              schema = @Schema(oneOf = {ImportLine.class, ImportTotals.class})))
  @Operation(
      operationId = "importSuppressions",
      summary = "Add suppressions from CSV",
      description =
          "UTF-8 with the header line channel,address,reason, at most 256 MB; without a reason it"
              + " is MANUAL. Rows are stored a thousand at a time; what is wrong with one spoils no"
              + " other, and broken off, the same file again finishes it.",
      requestBody =
          @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = TransferController.CSV,
                      schema = @Schema(type = "string"),
                      examples = @ExampleObject(name = "example", value = EXAMPLE))))
  void importAll(
      HttpServletRequest request,
      HttpServletResponse response,
      @Parameter(hidden = true) Locale language)
      throws IOException {
    TransferController.requireUtf8(request);
    InputStream body = request.getInputStream();
    SuppressionImport.Begun begun = suppressions.begin(body, language);
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
      TransferController.drain(body);
      answer.add(totals);
      answer.end();
    } catch (IOException e) {
      log.info("The caller of an import went away: {}", e.toString());
    }
  }
}
