package io.chasqui.server.template.web;

import io.chasqui.contract.audit.AuditPage;
import io.chasqui.contract.template.TemplateDiff;
import io.chasqui.contract.template.TemplateNoteRequest;
import io.chasqui.contract.template.TemplatePage;
import io.chasqui.contract.template.TemplateRequest;
import io.chasqui.contract.template.TemplateView;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Text;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.template.Template;
import io.chasqui.server.template.TemplateId;
import io.chasqui.server.template.TemplateProblems;
import io.chasqui.server.template.TemplateQuery;
import io.chasqui.server.template.Templates;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = {TemplateController.ADDRESS, TemplateController.SPANISH},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(TemplateController.SPANISH)
@Tag(name = "templates", description = "What is said when an event happens")
class TemplateController {

  static final String ADDRESS = "/api/templates";
  static final String SPANISH = "/api/plantillas";

  private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
  private static final String ID =
      "PagoConfirmado.email.es@3; without @version the one that is active, where one is looked at";
  private static final String NOT_IN_ITS_STATE =
      "It is in no state for that; the answer says in which. Nothing was changed.";
  private static final String FAULTS =
      "It has faults; errors says what and where. Nothing was changed.";
  private static final String OWN =
      "Or whoever asks made, edited or submitted it. Nothing was changed.";

  private final Templates templates;
  private final TemplateFields fields;

  TemplateController(Templates templates, TemplateFields fields) {
    this.templates = templates;
    this.fields = fields;
  }

  @PostMapping(consumes = JSON)
  @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
  @Operation(
      operationId = "createTemplate",
      summary = "Make a draft of a template",
      description =
          "In the version after the highest of its event, channel and language. An e-mail needs"
              + " subject and text, an SMS and a Telegram message a text, a push message title and"
              + " body. In Spanish at /api/plantillas, as all of these.")
  ResponseEntity<TemplateView> create(
      @RequestBody Written<TemplateRequest> request, HttpServletRequest http) {
    TemplateFields.Given given = fields.read(request, null);
    Template draft = templates.create(given.id(), given.parts());
    String at = Address.pathWithin(http).startsWith(SPANISH) ? SPANISH : ADDRESS;
    return ResponseEntity.created(Address.of(http, at + "/" + draft.id()))
        .body(TemplateViews.view(draft));
  }

  @GetMapping
  @Operation(
      operationId = "listTemplates",
      summary = "Templates, newest first",
      description = "Each filter is optional; all that are given must match.")
  TemplatePage list(
      @RequestParam(required = false) @Parameter(description = "evento is taken too")
          @Nullable String event,
      @RequestParam(required = false) @Nullable String evento,
      @RequestParam(required = false) @Parameter(description = "canal is taken too")
          @Nullable String channel,
      @RequestParam(required = false) @Nullable String canal,
      @RequestParam(required = false) @Parameter(description = "idioma is taken too")
          @Nullable String locale,
      @RequestParam(required = false) @Nullable String idioma,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "DRAFT, SUBMITTED, REJECTED, APPROVED, ACTIVE or RETIRED; estado is taken too")
          @Nullable String status,
      @RequestParam(required = false) @Nullable String estado,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    TemplateQuery query =
        TemplateFilters.query(
            TemplateFilters.either(event, evento),
            TemplateFilters.either(channel, canal),
            TemplateFilters.either(locale, idioma),
            TemplateFilters.either(status, estado),
            limit,
            cursor);
    List<Template> found = templates.list(query);
    List<Template> page = found.stream().limit(query.limit()).toList();
    return new TemplatePage(
        page.stream().map(TemplateViews::view).toList(),
        found.size() > page.size() ? page.get(page.size() - 1).key().toString() : null);
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(operationId = "getTemplate", summary = "One template")
  TemplateView one(@PathVariable @Parameter(description = ID) String id) {
    return TemplateViews.view(templates.find(id(id)));
  }

  @PutMapping(path = "/{id}", consumes = JSON)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "putTemplate",
      summary = "Write what a draft says",
      description =
          "All of it. Event, channel and language are those of the address, and may be absent.")
  TemplateView put(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateRequest> request) {
    new Fields(request).requireValid(null);
    TemplateId which = exactly(id);
    return TemplateViews.view(templates.edit(which, fields.read(request, which).parts()));
  }

  @GetMapping("/{id}/audit")
  @Answers(404)
  @Operation(
      operationId = "auditTemplate",
      summary = "Who did what to a template, newest first",
      description = "sha256 of the details is of what it said then.")
  AuditPage audit(@PathVariable @Parameter(description = ID) String id) {
    return templates.audit(id(id));
  }

  @GetMapping("/{id}/diff")
  @Answers(404)
  @Operation(operationId = "diffTemplate", summary = "In what a template differs from another")
  TemplateDiff diff(
      @PathVariable @Parameter(description = ID) String id,
      @RequestParam @Parameter(description = "The id of the other") String with) {
    return TemplateDiffs.of(templates.find(id(with)), templates.find(id(id)));
  }

  @PostMapping(path = "/{id}/submit", consumes = JSON)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Answers(value = 422, when = FAULTS)
  @Operation(
      operationId = "submitTemplate",
      summary = "Have a draft approved",
      description =
          "It is looked at first: its tags, where they stand, and how long it gets with its"
              + " sample. From now on it does not change any more.")
  TemplateView submit(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateNoteRequest> request) {
    String note = note(request);
    return TemplateViews.view(templates.submit(exactly(id), note));
  }

  @PostMapping(path = "/{id}/approve", consumes = JSON)
  @Answers(value = 403, when = OWN)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Answers(value = 422, when = FAULTS)
  @Operation(
      operationId = "approveTemplate",
      summary = "Approve a template that others made",
      description = "With activate it is what is said from now on.")
  TemplateView approve(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateNoteRequest> request) {
    String note = note(request);
    boolean activate = Boolean.TRUE.equals(request.request().activate());
    return TemplateViews.view(templates.approve(exactly(id), note, activate));
  }

  @PostMapping(path = "/{id}/reject", consumes = JSON)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(operationId = "rejectTemplate", summary = "Say that a template is not to be used")
  TemplateView reject(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateNoteRequest> request) {
    String note = note(request);
    return TemplateViews.view(templates.reject(exactly(id), note));
  }

  @PostMapping(path = "/{id}/activate", consumes = JSON)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Answers(value = 422, when = FAULTS)
  @Operation(
      operationId = "activateTemplate",
      summary = "Have a template be what is said from now on",
      description =
          "One that is approved, or that was retired. The one before is retired in the same"
              + " moment.")
  TemplateView activate(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateNoteRequest> request) {
    String note = note(request);
    return TemplateViews.view(templates.activate(exactly(id), note));
  }

  @PostMapping(path = "/{id}/retire", consumes = JSON)
  @Answers(404)
  @Answers(value = 409, when = NOT_IN_ITS_STATE)
  @Operation(
      operationId = "retireTemplate",
      summary = "Have a template not be used any more",
      description = "Of an event, channel and language none is active then.")
  TemplateView retire(
      @PathVariable @Parameter(description = ID) String id,
      @RequestBody Written<TemplateNoteRequest> request) {
    String note = note(request);
    return TemplateViews.view(templates.retire(exactly(id), note));
  }

  private static @Nullable String note(Written<TemplateNoteRequest> request) {
    Fields fields = new Fields(request);
    String note = fields.text("note", Text.orNull(request.request().note())).orElse(null);
    fields.requireValid(null);
    return note;
  }

  static TemplateId id(String written) {
    return TemplateId.parse(written).orElseThrow(TemplateProblems::notFound);
  }

  /** What changes one names its version. */
  private static TemplateId exactly(String written) {
    TemplateId id = id(written);
    if (id.version() == null) {
      throw TemplateProblems.notFound();
    }
    return id;
  }
}
