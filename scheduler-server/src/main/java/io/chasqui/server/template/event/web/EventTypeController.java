package io.chasqui.server.template.event.web;

import io.chasqui.contract.template.EventTypeList;
import io.chasqui.contract.template.EventTypeRules;
import io.chasqui.contract.template.EventTypeView;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.template.event.EventTypeProblems;
import io.chasqui.server.template.event.EventTypes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = {EventTypeController.ADDRESS, EventTypeController.SPANISH},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(EventTypeController.SPANISH)
@Tag(name = "event types", description = "What holds for events, and what their data hold")
class EventTypeController {

  static final String ADDRESS = "/api/event-types";
  static final String SPANISH = "/api/eventos";

  private static final String NAME = "The event: 1-100 of A-Z a-z 0-9 . _ -, a letter first";

  private final EventTypes types;
  private final EventTypeFields fields;

  EventTypeController(EventTypes types, EventTypeFields fields) {
    this.types = types;
    this.fields = fields;
  }

  @GetMapping
  @Operation(
      operationId = "listEventTypes",
      summary = "All types of events, by name",
      description =
          "Those that were written down. An event of another is told by the rules that are the"
              + " defaults here. In Spanish at /api/eventos, as all of these.")
  EventTypeList list() {
    return new EventTypeList(types.list().stream().map(EventTypeViews::view).toList());
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(operationId = "getEventType", summary = "One type of events")
  EventTypeView one(@PathVariable("id") @Parameter(description = NAME) String name) {
    return types.find(name).map(EventTypeViews::view).orElseThrow(EventTypeProblems::notFound);
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  @Operation(
      operationId = "putEventType",
      summary = "Say what holds for events of a type",
      description =
          "All of it: what is absent is the default. What is being sent already stays as it is;"
              + " other servers than the one that was asked go by it from a second later on. A"
              + " template whose tags name variables that are no more is not used until it is"
              + " mended.")
  ResponseEntity<EventTypeView> put(
      @PathVariable("id") @Parameter(description = NAME) String name,
      @RequestBody Written<EventTypeRules> request) {
    boolean isNew = types.put(fields.read(name, request));
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(types.find(name).map(EventTypeViews::view).orElseThrow());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Removed")
  @Answers(404)
  @Answers(value = 409, when = "Something that is not over is of it. Nothing was changed.")
  @Operation(
      operationId = "deleteEventType",
      summary = "Forget what holds for events of a type",
      description = "Its templates stay.")
  void delete(@PathVariable("id") @Parameter(description = NAME) String name) {
    types.remove(name);
  }
}
