package io.chasqui.server.schedule.web.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.chasqui.contract.schedule.BatchLine;
import io.chasqui.contract.schedule.ScheduleEmailRequest;
import io.chasqui.contract.schedule.ScheduleMessagingRequest;
import io.chasqui.contract.schedule.ScheduleRequest;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.api.request.BodySettings;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Backlog;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.schedule.Orders;
import io.chasqui.server.schedule.ScheduleRequestParser;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Not by Spring's converters: they would read the whole body, and write the whole answer. */
@RestController
@RequestMapping(
    path = "/api",
    consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_NDJSON_VALUE})
@Tag(name = "schedule")
@ApiResponse(
    responseCode = "200",
    description =
        "One JSON object a line for each item, in the order of the items. A line with a job id is"
            + " stored for good. Some lines may be held back until the body has been read.",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
            schema = @Schema(implementation = BatchLine.class)))
class BatchController {

  private static final Logger log = LoggerFactory.getLogger(BatchController.class);

  private static final String DESCRIPTION =
      "The body is a JSON array, or one JSON object a line (NDJSON); an item is what a single"
          + " request is. Items are read, stored and answered in chunks. What is wrong with one"
          + " does not spoil the others; only where an array is no valid JSON, or the batch is too"
          + " long, it breaks off: what came before stays, and the last line says NotRead. An"
          + " Idempotency-Key is refused, as a batch is stored in several parts.";

  private final ScheduleRequestParser requested;
  private final Orders orders;
  private final Backlog backlog;
  private final ProblemTexts texts;
  private final BodySettings bodies;
  private final ObjectMapper json;

  BatchController(
      ScheduleRequestParser requested,
      Orders orders,
      Backlog backlog,
      ProblemTexts texts,
      BodySettings bodies,
      ObjectMapper json) {
    this.requested = requested;
    this.orders = orders;
    this.backlog = backlog;
    this.texts = texts;
    this.bodies = bodies;
    this.json = json;
  }

  @PostMapping("/schedule-email/batch")
  @Operation(
      operationId = "scheduleEmailBatch",
      summary = "Schedule up to 10,000 reports by e-mail",
      description = DESCRIPTION,
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    array =
                        @ArraySchema(
                            schema = @Schema(implementation = ScheduleEmailRequest.class))),
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @Schema(implementation = ScheduleEmailRequest.class))
              }))
  void email(
      HttpServletRequest request,
      HttpServletResponse response,
      @Parameter(hidden = true) Locale language)
      throws IOException {
    takeIn(ScheduleEmailRequest.class, request, response, language);
  }

  @PostMapping("/schedule-messaging/batch")
  @Operation(
      operationId = "scheduleMessagingBatch",
      summary = "Schedule up to 10,000 reports by messenger",
      description = DESCRIPTION,
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    array =
                        @ArraySchema(
                            schema = @Schema(implementation = ScheduleMessagingRequest.class))),
                @Content(
                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                    schema = @Schema(implementation = ScheduleMessagingRequest.class))
              }))
  void messaging(
      HttpServletRequest request,
      HttpServletResponse response,
      @Parameter(hidden = true) Locale language)
      throws IOException {
    takeIn(ScheduleMessagingRequest.class, request, response, language);
  }

  private void takeIn(
      Class<? extends ScheduleRequest> type,
      HttpServletRequest request,
      HttpServletResponse response,
      Locale language)
      throws IOException {
    if (request.getHeader(IdempotencyKey.HEADER) != null) {
      throw new InvalidRequest(new FieldProblem(IdempotencyKey.HEADER, "field.keyForBatch"));
    }
    backlog.requireRoom();
    BatchBody body = new BatchBody(request.getInputStream());
    BatchItems items = items(request, body);
    response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
    AnswerLines answer =
        new AnswerLines(response.getOutputStream(), json.writerFor(BatchLine.class));
    LineTexts lines = new LineTexts(texts, language);
    BatchIntake intake =
        new BatchIntake(
            items,
            new RequestReader(readerFor(type)),
            item -> requested.of(item, request.getRemoteUser()),
            new ChunkStore(orders, lines),
            answer,
            lines);
    try {
      intake.run();
      body.drain();
      answer.end();
      log.info("Took in a batch at {}: {}", request.getRequestURI(), intake.counts());
    } catch (IOException e) {
      log.info(
          "The caller of a batch at {} went away after {}: {}",
          request.getRequestURI(),
          intake.counts(),
          e.toString());
    }
  }

  private ObjectReader readerFor(Class<? extends ScheduleRequest> type) {
    return json.readerFor(json.getTypeFactory().constructParametricType(Written.class, type));
  }

  private BatchItems items(HttpServletRequest request, BatchBody body) throws IOException {
    int limit = Math.toIntExact(bodies.maxRequestSize().toBytes());
    MediaType form = MediaType.parseMediaType(request.getContentType());
    return form.isCompatibleWith(MediaType.APPLICATION_NDJSON)
        ? new NdjsonItems(body, limit)
        : new ArrayItems(body, limit);
  }
}
