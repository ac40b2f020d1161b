package io.chasqui.server.plainemail.web;

import io.chasqui.contract.notify.NotifyQueued;
import io.chasqui.contract.notify.NotifyRequest;
import io.chasqui.delivery.DeliveryRequest;
import io.chasqui.platform.CorrelationId;
import io.chasqui.platform.log.Mdc;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.Accepted;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.plainemail.PlainEmailService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "notify", description = "Send a plain e-mail now")
class NotifyController {

  private static final Logger log = LoggerFactory.getLogger(NotifyController.class);

  private final PlainEmailService emails;
  private final ProblemTexts texts;

  NotifyController(PlainEmailService emails, ProblemTexts texts) {
    this.emails = emails;
    this.texts = texts;
  }

  /** At two addresses: programs that were written for another system send the slash. */
  @PostMapping(
      path = {"/api/notify", "/api/notify/"},
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "notify",
      summary = "Send a plain e-mail now",
      description =
          "Without a report. Stores a delivery that is due now, and its job, both or neither. Its"
              + " correlation id is the request's X-Correlation-Id. Also at /api/notify/.")
  ResponseEntity<NotifyQueued> send(
      @RequestBody Written<NotifyRequest> request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Parameter(description = "In place of the field id, or the same")
          @Nullable String idempotencyKey,
      HttpServletRequest http,
      @Parameter(hidden = true) Locale language) {
    String queued = texts.text("answer.notify-queued", language);
    CorrelationId correlationId = new CorrelationId(MDC.get(Mdc.CORRELATION_ID));
    Accepted<DeliveryRequest> accepted =
        emails.accept(request, idempotencyKey, correlationId, http.getRemoteUser());
    UUID id = accepted.result().id();
    log.info("Delivery {} of a plain e-mail is due now", id);
    return ResponseEntity.ok()
        .header(HttpHeaders.LOCATION, Address.of(http, "/api/deliveries/" + id).toString())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(new NotifyQueued("queued", queued, id, accepted.understood().recipient().ascii()));
  }
}
