package io.chasqui.server.recipient.webhook.web;

import io.chasqui.contract.recipient.WebhookRegistration;
import io.chasqui.contract.recipient.WebhookSecretView;
import io.chasqui.contract.recipient.WebhookTestView;
import io.chasqui.contract.recipient.WebhookView;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.WebhookSecret;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where one recipient takes webhooks. A secret is shown by the request that sets it, and never. */
@RestController
@RequestMapping(
    path = {WebhookController.ADDRESS, WebhookController.ALIAS},
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "webhooks", description = "Where recipients take webhooks")
class WebhookController {

  static final String ADDRESS = "/api/recipients/{id}/webhook";
  static final String ALIAS = "/api/destinatarios/{id}/webhook";

  private static final String CHANGED =
      "The recipient is not in the version that If-Match names. Nothing was changed.";
  private static final String VERSION = "The recipient's ETag that this change is based on";
  private static final String NO_KEY =
      "chasqui.secrets.key is not set, so that no secret can be kept. Nothing was changed.";

  private final Webhooks webhooks;
  private final WebhookFields fields;

  WebhookController(Webhooks webhooks, WebhookFields fields) {
    this.webhooks = webhooks;
    this.fields = fields;
  }

  @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Answers(value = 422, when = NO_KEY)
  @Operation(
      operationId = "putWebhook",
      summary = "Register where a recipient takes webhooks",
      description =
          "The answer has the secret where this request has set it, and no other answer ever has."
              + " What waits for the recipient's webhook goes to the new address, and an endpoint"
              + " that was disabled is enabled.")
  ResponseEntity<WebhookView> put(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<WebhookRegistration> request) {
    UUID recipient = id(id);
    WebhookFields.Given given = fields.of(request);
    WebhookSecret set =
        webhooks.register(recipient, given.url(), given.secret(), IfMatch.of(ifMatch)).orElse(null);
    return answer(recipient, set);
  }

  @GetMapping
  @Answers(404)
  @Operation(
      operationId = "getWebhook",
      summary = "Where a recipient takes webhooks",
      description = "The ETag is the recipient's version.")
  ResponseEntity<WebhookView> find(@PathVariable String id) {
    return answer(id(id), null);
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Removed")
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "deleteWebhook",
      summary = "Send a recipient no webhooks any more",
      description = "What waits for it fails with ENDPOINT_REMOVED when its time comes.")
  void delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch) {
    webhooks.remove(id(id), IfMatch.of(ifMatch));
  }

  @PostMapping("/rotate")
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Answers(value = 422, when = NO_KEY)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Give a recipient's webhooks another secret",
      description =
          "It is shown once. Both sign for chasqui.webhook.rotation-overlap; one from before the"
              + " last rotation ends at once.")
  WebhookSecretView rotate(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch) {
    return new WebhookSecretView(webhooks.rotate(id(id), IfMatch.of(ifMatch)).reveal());
  }

  @PostMapping("/enable")
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "enableWebhook",
      summary = "Send a recipient webhooks again",
      description =
          "After its endpoint was disabled. What failed meanwhile stays so; retry it where it is"
              + " still wanted.")
  WebhookView enable(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch) {
    return view(webhooks.enable(id(id), IfMatch.of(ifMatch)), null);
  }

  @PostMapping("/test")
  @Answers(404)
  @Answers(value = 422, when = NO_KEY)
  @Operation(
      operationId = "testWebhook",
      summary = "Try a recipient's webhook",
      description =
          "Sends a webhook of the type chasqui.test now and tells what came of it, which takes as"
              + " long as chasqui.webhook.timeout at the most. One that is taken enables an"
              + " endpoint that was disabled.")
  WebhookTestView test(@PathVariable String id) {
    return webhooks.test(id(id));
  }

  /** The version is read first: one that is too old is refused, one that is too new overwrites. */
  private ResponseEntity<WebhookView> answer(UUID recipient, @Nullable WebhookSecret set) {
    String etag = IfMatch.etag(webhooks.version(recipient));
    return ResponseEntity.ok().eTag(etag).body(view(webhooks.find(recipient), set));
  }

  private static WebhookView view(Endpoint endpoint, @Nullable WebhookSecret set) {
    return new WebhookView(
        endpoint.url(),
        set == null ? null : set.reveal(),
        endpoint.disabled() == null,
        endpoint.disabled() == null ? null : endpoint.disabled().name(),
        endpoint.disabledAt());
  }

  private static UUID id(String written) {
    return CanonicalUuid.parse(written)
        .orElseThrow(() -> new InvalidRequest(new FieldProblem("id", "field.uuid")));
  }
}
