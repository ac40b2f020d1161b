package io.chasqui.server.recipient.suppression.web;

import io.chasqui.contract.recipient.SuppressionPage;
import io.chasqui.contract.recipient.SuppressionRequest;
import io.chasqui.contract.recipient.SuppressionView;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.suppression.SuppressionEntry;
import io.chasqui.server.recipient.suppression.SuppressionList;
import io.chasqui.server.recipient.suppression.SuppressionParser;
import io.chasqui.server.recipient.suppression.SuppressionQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = SuppressionController.ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "suppressions", description = "Who must not be written to")
class SuppressionController {

  static final String ADDRESS = "/api/suppressions";

  private final SuppressionList suppressions;
  private final SuppressionParser parser;
  private final SuppressionFields fields;

  SuppressionController(
      SuppressionList suppressions, SuppressionParser parser, SuppressionFields fields) {
    this.suppressions = suppressions;
    this.parser = parser;
    this.fields = fields;
  }

  @GetMapping
  @Operation(
      operationId = "listSuppressions",
      summary = "Who must not be written to, newest first",
      description =
          "Each filter is optional; all that are given must match. Those that are over are shown"
              + " too.")
  SuppressionPage list(
      @RequestParam(required = false)
          @Parameter(description = "EMAIL, TELEGRAM, SMS, PUSH or WEBHOOK")
          @Nullable String channel,
      @RequestParam(required = false)
          @Parameter(description = "HARD_BOUNCE, COMPLAINT, MANUAL, UNSUBSCRIBED, …")
          @Nullable String reason,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "An e-mail address, a phone number, a chat's id, or the id of a push subscription"
                      + " or webhook")
          @Nullable String address,
      @RequestParam(required = false)
          @Parameter(description = "Of the directory: what is about the recipient itself")
          @Nullable String recipientId,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    SuppressionQuery query = fields.query(channel, reason, address, recipientId, limit, cursor);
    List<SuppressionEntry> found = suppressions.find(query);
    List<SuppressionEntry> page = found.stream().limit(query.limit()).toList();
    return new SuppressionPage(
        page.stream().map(SuppressionController::view).toList(),
        found.size() > page.size() ? page.get(page.size() - 1).id().toString() : null);
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  @Operation(
      operationId = "createSuppression",
      summary = "Have somebody not written to any more",
      description =
          "From now on: what waits is not sent, and neither is what a worker has taken but not"
              + " handed over. One that is there for the same reason gets the end that is given"
              + " here.")
  SuppressionView create(@RequestBody Written<SuppressionRequest> request) {
    return view(suppressions.add(parser.read(request)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Removed")
  @Answers(404)
  @Operation(
      operationId = "deleteSuppression",
      summary = "Have somebody written to again",
      description =
          "What was not sent meanwhile stays SUPPRESSED, and is sent when a person retries it.")
  void delete(@PathVariable String id) {
    suppressions.remove(SuppressionFields.id(id), null);
  }

  private static SuppressionView view(SuppressionEntry entry) {
    return new SuppressionView(
        entry.id(),
        entry.channel(),
        entry.maskedAddress(),
        entry.recipientId(),
        entry.category(),
        entry.reason(),
        entry.source(),
        entry.since(),
        entry.until());
  }
}
