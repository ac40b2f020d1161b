package io.chasqui.server.notification.broker.web;

import io.chasqui.contract.notification.DeadLetterList;
import io.chasqui.contract.notification.DeadLetterList.DeadLetterPlace;
import io.chasqui.contract.notification.RequeueRequest;
import io.chasqui.contract.notification.RequeueResult;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Fields;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.notification.broker.DeadLetters;
import io.chasqui.server.notification.broker.DeadLetters.Place;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@SpanishAt(DeadLetterController.SPANISH)
@Tag(name = "notifications")
class DeadLetterController {

  static final String LETTERS = "/api/notifications/dead-letters";
  static final String REQUEUE = LETTERS + "/requeue";
  static final String SPANISH = "/api/notificaciones";
  static final String SPANISH_LETTERS = SPANISH + "/descartadas";
  static final String SPANISH_REQUEUE = SPANISH_LETTERS + "/reencolar";

  private static final int MOST = 10_000;
  private static final int USUAL = 1_000;
  private static final String AWAY = "A broker cannot be reached";

  private final DeadLetters letters;

  DeadLetterController(DeadLetters letters) {
    this.letters = letters;
  }

  @GetMapping(
      path = {LETTERS, SPANISH_LETTERS},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Answers(value = 503, when = AWAY)
  @Operation(
      operationId = "listDeadLetters",
      summary = "Messages of brokers that nobody could read",
      description =
          "How many were set aside, where and why; nothing of what they say. In Spanish at"
              + " /api/notificaciones/descartadas.")
  DeadLetterList list() {
    List<Place> places = letters.look();
    return new DeadLetterList(
        places.stream().mapToLong(place -> place.heap().count()).sum(),
        places.stream().map(DeadLetterController::view).toList());
  }

  @PostMapping(
      path = {REQUEUE, SPANISH_REQUEUE},
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Answers(value = 503, when = AWAY + "; some may have been moved")
  @Operation(
      operationId = "requeueDeadLetters",
      summary = "Move messages that were set aside back to where they came from",
      description =
          "The oldest first; each is confirmed there before it goes here. What still cannot be read"
              + " is set aside again. In Spanish at /api/notificaciones/descartadas/reencolar.")
  RequeueResult requeue(@RequestBody Written<RequeueRequest> request) {
    Fields fields = new Fields(request);
    Integer limit = request.request().limit();
    if (limit != null && (limit < 1 || limit > MOST)) {
      fields.problem("limit", "field.deadLetterLimit", MOST);
    }
    fields.requireValid(null);
    int most = limit == null ? USUAL : limit;
    boolean isDry = Boolean.TRUE.equals(request.request().dryRun());
    return new RequeueResult(isDry ? letters.count(most) : letters.requeue(most), isDry);
  }

  private static DeadLetterPlace view(Place place) {
    return new DeadLetterPlace(
        place.source().word(), place.heap().place(), place.heap().count(), place.heap().reasons());
  }
}
