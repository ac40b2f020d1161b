package io.chasqui.server.contact.web;

import io.chasqui.contract.contact.ContactMessagePage;
import io.chasqui.contract.contact.ContactQueued;
import io.chasqui.contract.contact.ContactRequest;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.problem.FieldProblem;
import io.chasqui.server.api.problem.InvalidRequest;
import io.chasqui.server.api.problem.ProblemTexts;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.contact.ContactCaller;
import io.chasqui.server.contact.ContactService;
import io.chasqui.server.intake.IdempotencyKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "contact", description = "The contact form of a website")
class ContactController {

  private final ContactService desk;
  private final ProblemTexts texts;

  ContactController(ContactService desk, ProblemTexts texts) {
    this.desk = desk;
    this.texts = texts;
  }

  /** At two addresses: pages that were written for another system send the slash. */
  @PostMapping(
      path = {"/api/contact", "/api/contact/"},
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @SecurityRequirements
  @Answers(
      value = 403,
      when = "Pages of this origin may not send the contact form. Nothing was done.")
  @Answers(404)
  @Answers(
      value = 429,
      when = "Too many messages have come by the contact form; see Retry-After. Nothing was done.")
  @Operation(
      operationId = "contact",
      summary = "Send the contact form",
      description =
          "For everybody, without a key, within limits. Stores the message and a delivery to each"
              + " of chasqui.contact.recipients, all or none; nothing is ever sent to the address"
              + " in it. 404 as long as no recipient is configured. Also at /api/contact/.")
  ResponseEntity<ContactQueued> send(
      @RequestBody Written<ContactRequest> form,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Parameter(description = "In place of the field id, or the same")
          @Nullable String idempotencyKey,
      HttpServletRequest request,
      @Parameter(hidden = true) Locale language) {
    String queued = texts.text("answer.contact-queued", language);
    desk.accept(form, idempotencyKey, new ContactCaller(request.getRemoteAddr(), language));
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(new ContactQueued("queued", queued));
  }

  @GetMapping(
      path = {"/api/contact-messages", "/api/contact-messages/"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listContactMessages",
      summary = "Messages of the contact form, newest first",
      description =
          "With the state of each delivery that told of them. Also at /api/contact-messages/.")
  ContactMessagePage list(
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    List<FieldProblem> problems = new ArrayList<>();
    PageQuery query = PageQuery.read(limit, cursor, problems);
    if (!problems.isEmpty()) {
      throw new InvalidRequest(problems, null);
    }
    return desk.page(query);
  }
}
