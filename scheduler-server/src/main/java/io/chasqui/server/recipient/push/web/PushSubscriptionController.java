package io.chasqui.server.recipient.push.web;

import io.chasqui.contract.recipient.PushSubscriptionRequest;
import io.chasqui.contract.recipient.PushSubscriptionView;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.IfMatch;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.push.PushRegistrations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = {PushSubscriptionController.ADDRESS, PushSubscriptionController.ALIAS},
    produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "recipients")
class PushSubscriptionController {

  static final String ADDRESS = "/api/recipients/{id}/push-subscriptions";
  static final String ALIAS = "/api/destinatarios/{id}/push-subscriptions";

  private static final String CHANGED =
      "The recipient is not in the version that If-Match names. Nothing was changed.";
  private static final String VERSION = "The recipient's ETag that this change is based on";

  private final PushRegistrations registrations;
  private final PushSubscriptionFields fields;

  PushSubscriptionController(PushRegistrations registrations, PushSubscriptionFields fields) {
    this.registrations = registrations;
    this.fields = fields;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @ApiResponse(responseCode = "201", description = "Registered", useReturnTypeSchema = true)
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Answers(
      value = 409,
      when = "The recipient has as many browsers as there may be, 20. Nothing was changed.")
  @Operation(
      operationId = "addPushSubscription",
      summary = "Register a browser for push messages",
      description =
          "The body is what PushSubscription.toJSON() gives there. An endpoint that is known keeps"
              + " its id and becomes this recipient's, with these keys.")
  PushSubscriptionView add(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch,
      @RequestBody Written<PushSubscriptionRequest> request) {
    PushSubscriptionFields.Given given = fields.read(request);
    return new PushSubscriptionView(
        registrations.register(
            PushSubscriptionFields.id("id", id),
            given.endpoint(),
            given.keys(),
            IfMatch.of(ifMatch)));
  }

  @DeleteMapping("/{subscriptionId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Removed")
  @Answers(404)
  @Answers(value = 412, when = CHANGED)
  @Operation(
      operationId = "removePushSubscription",
      summary = "Send nothing more to a browser",
      description = "Deliveries to it that are open fail with SUBSCRIPTION_GONE.")
  void remove(
      @PathVariable String id,
      @PathVariable String subscriptionId,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Parameter(description = VERSION)
          @Nullable String ifMatch) {
    registrations.remove(
        PushSubscriptionFields.id("id", id),
        PushSubscriptionFields.id("subscriptionId", subscriptionId),
        IfMatch.of(ifMatch));
  }
}
