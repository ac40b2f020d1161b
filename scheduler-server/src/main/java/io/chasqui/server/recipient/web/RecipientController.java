package io.chasqui.server.recipient.web;

import io.chasqui.contract.recipient.RecipientMergeRequest;
import io.chasqui.contract.recipient.RecipientPage;
import io.chasqui.contract.recipient.RecipientPatch;
import io.chasqui.contract.recipient.RecipientRequest;
import io.chasqui.contract.recipient.RecipientView;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProblems;
import io.chasqui.server.recipient.RecipientProfile;
import io.chasqui.server.recipient.Recipients;
import io.chasqui.server.recipient.Recipients.Put;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** At two addresses: callers of another system know the Spanish one. */
@RestController
@RequestMapping(
    path = {RecipientController.ADDRESS, RecipientController.ALIAS},
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recipients", description = "The directory of those who are written to")
class RecipientController {

  static final String ADDRESS = "/api/recipients";
  static final String ALIAS = "/api/destinatarios";

  static final String MERGE_PATCH = "application/merge-patch+json";

  private static final String TAKEN =
      "The externalId is another recipient's, or one of this id is being erased. Nothing was"
          + " changed.";
  private static final String CHANGED =
      "It is not in the version that If-Match names. Nothing was changed.";
  private static final String VERSION = "The ETag of the answer that this change is based on";

  private final Recipients recipients;
  private final RecipientFields fields;
  private final RecipientViews views;
  private final SearchParameters search;

  RecipientController(
      Recipients recipients,
      RecipientFields fields,
      RecipientViews views,
      SearchParameters search) {
    this.recipients = recipients;
    this.fields = fields;
    this.views = views;
    this.search = search;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  @Answers(
      value = 409,
      when = "The id or the externalId is there already, or is being erased. Nothing was changed.")
  @Operation(
      operationId = "createRecipient",
      summary = "Add a recipient",
      description = "All fields may be absent. Also at /api/destinatarios, as all of these.")
  ResponseEntity<RecipientView> create(
      @RequestBody Written<RecipientRequest> request, HttpServletRequest http) {
    RecipientFields.Given given = fields.whole(request);
    return created(recipients.create(given.id(), given.profile()), http);
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(
      operationId = "getRecipient",
      summary = "One recipient",
      description = "The ETag is its version.")
  ResponseEntity<RecipientView> one(@PathVariable String id) {
    return answer(recipients.find(RecipientFields.id(id)).orElseThrow(RecipientProblems::notFound));
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Replaced", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  @Answers(value = 409, when = TAKEN)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "putRecipient",
      summary = "Add or replace a recipient",
      description =
          "What the body does not have is empty afterwards; preferences stay as they are.")
  ResponseEntity<RecipientView> put(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<RecipientRequest> request,
      HttpServletRequest http) {
    UUID recipient = RecipientFields.id(id);
    RecipientProfile profile = fields.whole(request, recipient);
    Put put = recipients.put(recipient, profile, IfMatch.of(ifMatch));
    return put.isNew() ? created(put.entry(), http) : answer(put.entry());
  }

  @PatchMapping(
      path = "/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  @Answers(404)
  @Answers(value = 409, when = TAKEN)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "patchRecipient",
      summary = "Change a recipient",
      description =
          "A merge patch (RFC 7396): what is absent stays, null empties, members of attributes"
              + " alike.")
  ResponseEntity<RecipientView> patch(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<RecipientPatch> request) {
    new Fields(request).requireValid(null);
    return answer(
        recipients.change(
            RecipientFields.id(id),
            profile -> fields.patched(profile, request),
            IfMatch.of(ifMatch)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Erased")
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "eraseRecipient",
      summary = "Erase a recipient",
      description =
          "All that is known of the recipient is emptied, for good. Deliveries that wait are"
              + " cancelled, and those that have ended lose address and texts; keyed hashes of the"
              + " addresses stay, so that an import does not bring them back unnoticed.")
  void erase(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch) {
    recipients.erase(RecipientFields.id(id), IfMatch.of(ifMatch));
  }

  @PostMapping(path = "/{id}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Answers(value = 404, when = "There is not each of the two. Nothing was changed.")
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "mergeRecipients",
      summary = "Make two recipients one",
      description =
          "Addresses that the one in the address has not are taken from the one in the body, tags"
              + " are united, and deliveries move; the one in the body is erased.")
  ResponseEntity<RecipientView> merge(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<RecipientMergeRequest> request) {
    UUID recipient = RecipientFields.id(id);
    return answer(recipients.merge(recipient, RecipientFields.from(request), IfMatch.of(ifMatch)));
  }

  @GetMapping
  @Operation(
      operationId = "listRecipients",
      summary = "Search for recipients",
      description =
          "Each filter is optional; all that are given must match. With q the order is that of"
              + " names, then addresses, then phones that begin so; else the newest ids first.")
  RecipientPage list(
      @RequestParam(required = false)
          @Parameter(description = "How a name, an e-mail address or a phone begins, in any case")
          @Nullable String q,
      @RequestParam(required = false) @Nullable String email,
      @RequestParam(required = false) @Nullable String phone,
      @RequestParam(required = false) @Nullable String externalId,
      @RequestParam(required = false) @Nullable String tag,
      @RequestParam(required = false) @Nullable String operatorCode,
      @RequestParam(required = false) @Nullable String locale,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    return views.of(
        recipients.search(
            search.query(q, email, phone, externalId, tag, operatorCode, locale, limit, cursor)));
  }

  private ResponseEntity<RecipientView> created(DirectoryEntry entry, HttpServletRequest http) {
    boolean isAlias = Address.pathWithin(http).startsWith(ALIAS);
    URI location = Address.of(http, (isAlias ? ALIAS : ADDRESS) + "/" + entry.id());
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.LOCATION, location.toString())
        .eTag(IfMatch.etag(entry.version()))
        .body(views.of(entry));
  }

  private ResponseEntity<RecipientView> answer(DirectoryEntry entry) {
    return ResponseEntity.ok().eTag(IfMatch.etag(entry.version())).body(views.of(entry));
  }
}
