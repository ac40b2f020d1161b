package io.chasqui.server.audit.web;

import io.chasqui.contract.audit.AuditPage;
import io.chasqui.server.audit.AuditTrail;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "audit", description = "Who did what")
class AuditController {

  private final AuditTrail audit;

  AuditController(AuditTrail audit) {
    this.audit = audit;
  }

  @GetMapping
  @Operation(
      operationId = "listAudit",
      summary = "What people and keys did, newest first",
      description =
          "Each act that changed or revealed something, and each login. Each filter is optional;"
              + " all that are given must match. To make deliveries is no such act: their"
              + " requestedBy says who did.")
  AuditPage list(
      @RequestParam(required = false)
          @Parameter(description = "The name of a key, or the login of a person")
          @Nullable String actor,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "key.created, delivery.cancelled, login, …; acts are not a closed set: one that"
                      + " nobody did gives an empty list")
          @Nullable String act,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "What was acted upon: DELIVERY, KEY, PERSON, …; one of them with its id,"
                      + " KEY:5f0c1a92be47")
          @Nullable String object,
      @RequestParam(required = false) @Nullable String correlationId,
      @RequestParam(required = false) @Parameter(description = "DONE or REFUSED")
          @Nullable String result,
      @RequestParam(required = false) @Parameter(description = "Done at or after, ISO-8601")
          @Nullable String from,
      @RequestParam(required = false) @Parameter(description = "Done before, ISO-8601")
          @Nullable String to,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    return audit.page(
        new AuditParameters()
            .query(actor, act, object, correlationId, result, from, to, limit, cursor));
  }
}
