package io.chasqui.server.notification.web;

import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.contract.notification.DecisionList;
import io.chasqui.contract.notification.NotificationAccepted;
import io.chasqui.contract.notification.NotificationPage;
import io.chasqui.contract.notification.NotificationRequest;
import io.chasqui.contract.notification.NotificationTrial;
import io.chasqui.contract.notification.NotificationTrialRequest;
import io.chasqui.contract.notification.NotificationView;
import io.chasqui.platform.CanonicalUuid;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Address;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.intake.IdempotencyKey;
import io.chasqui.server.notification.Notification;
import io.chasqui.server.notification.NotificationProblems;
import io.chasqui.server.notification.NotificationQuery;
import io.chasqui.server.notification.NotificationTrials;
import io.chasqui.server.notification.Notifications;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = {NotificationController.ADDRESS, NotificationController.SPANISH},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(NotificationController.SPANISH)
@Tag(name = "notifications", description = "Events that are told to people")
class NotificationController {

  static final String ADDRESS = "/api/notifications";
  static final String SPANISH = "/api/notificaciones";

  private final NotificationRequests requests;
  private final Notifications notifications;
  private final NotificationTrials trials;
  private final NotificationFields fields;
  private final Clock clock;

  NotificationController(
      NotificationRequests requests,
      Notifications notifications,
      NotificationTrials trials,
      NotificationFields fields,
      Clock clock) {
    this.requests = requests;
    this.notifications = notifications;
    this.trials = trials;
    this.fields = fields;
    this.clock = clock;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(
      responseCode = "200",
      description = "It was asked for before",
      useReturnTypeSchema = true)
  @ApiResponse(responseCode = "202", description = "Accepted", useReturnTypeSchema = true)
  @Answers(
      value = 422,
      when =
          "The directory has no such recipient, the event no template, no channel may be used, or"
              + " values are missing or of another type; decisions or errors say more. Or the"
              + " Idempotency-Key is another request's. Nothing was stored.")
  @Operation(
      operationId = "createNotification",
      summary = "Have an event told to somebody",
      description =
          "By the channels that they allow, at hours that they allow, before its deadline. One"
              + " that is dropped by a rule at once has status FAILED and its reason. A repetition"
              + " makes nothing and is answered as the first one is. In Spanish at"
              + " /api/notificaciones, as all of these.")
  ResponseEntity<NotificationAccepted> create(
      @RequestBody Written<NotificationRequest> request,
      @RequestHeader(name = IdempotencyKey.HEADER, required = false)
          @Parameter(description = "1-255 characters, by which a request is done once")
          @Nullable String idempotencyKey,
      HttpServletRequest http) {
    NotificationRequests.Taken taken = requests.take(request, idempotencyKey, http.getRemoteUser());
    Notification one = taken.notification();
    return ResponseEntity.status(taken.duplicate() ? HttpStatus.OK : HttpStatus.ACCEPTED)
        .header(HttpHeaders.LOCATION, Address.of(http, at(http) + "/" + one.id()).toString())
        .body(NotificationViews.accepted(one, deliveriesOf(one), taken.duplicate()));
  }

  private static String at(HttpServletRequest http) {
    return Address.pathWithin(http).startsWith(SPANISH) ? SPANISH : ADDRESS;
  }

  @GetMapping
  @Operation(
      operationId = "listNotifications",
      summary = "Notifications, newest first",
      description = "Each filter is optional; all that are given must match.")
  NotificationPage list(
      @RequestParam(required = false) @Parameter(description = "destinatarioId is taken too")
          @Nullable String recipientId,
      @RequestParam(required = false) @Nullable String destinatarioId,
      @RequestParam(required = false) @Parameter(description = "evento is taken too")
          @Nullable String event,
      @RequestParam(required = false) @Nullable String evento,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "PENDING, IN_PROGRESS, DELIVERED, FAILED or CANCELLED; estado is taken too")
          @Nullable String status,
      @RequestParam(required = false) @Nullable String estado,
      @RequestParam(required = false)
          @Parameter(description = "That is or was tried last; canal is taken too")
          @Nullable String channel,
      @RequestParam(required = false) @Nullable String canal,
      @RequestParam(required = false) @Parameter(description = "clave is taken too")
          @Nullable String businessKey,
      @RequestParam(required = false) @Nullable String clave,
      @RequestParam(required = false) @Parameter(description = "Made at this time or later")
          @Nullable String from,
      @RequestParam(required = false) @Parameter(description = "Made before this time")
          @Nullable String to,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    NotificationQuery query =
        new NotificationFilters()
            .read(
                NotificationFilters.either(recipientId, destinatarioId),
                NotificationFilters.either(event, evento),
                NotificationFilters.either(status, estado),
                NotificationFilters.either(channel, canal),
                NotificationFilters.either(businessKey, clave),
                from,
                to,
                limit,
                cursor);
    List<Notification> found = notifications.list(query);
    List<Notification> page = found.stream().limit(query.limit()).toList();
    Map<UUID, List<DeliveryView>> deliveries =
        notifications.deliveriesOf(page.stream().map(Notification::id).toList());
    return new NotificationPage(
        page.stream()
            .map(one -> NotificationViews.view(one, deliveries.getOrDefault(one.id(), List.of())))
            .toList(),
        found.size() > page.size() ? page.get(page.size() - 1).id().toString() : null);
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(
      operationId = "getNotification",
      summary = "A notification with its deliveries and their attempts")
  NotificationView one(@PathVariable String id) {
    return view(found(id));
  }

  @GetMapping({"/{id}/decisions", "/{id}/decisiones"})
  @Answers(404)
  @Operation(
      operationId = "getNotificationDecisions",
      summary = "Why a notification became what it is",
      description = "Line by line, from its first decision to its end. Nothing in it is personal.")
  DecisionList decisions(@PathVariable String id) {
    return NotificationViews.decisions(found(id));
  }

  @PostMapping(
      path = {"/dry-run", "/simulacion"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "tryNotification",
      summary = "What would become of an event",
      description =
          "Decided now as it would be decided at that time, by what is known now. Nothing is"
              + " stored, and nobody is asked.")
  NotificationTrial tryOut(@RequestBody Written<NotificationTrialRequest> request) {
    NotificationFields.Tried tried = fields.trial(request, clock.instant());
    return NotificationViews.trial(trials.of(tried.order(), tried.at()));
  }

  private Notification found(String id) {
    return CanonicalUuid.parse(id)
        .flatMap(notifications::find)
        .orElseThrow(NotificationProblems::notFound);
  }

  private NotificationView view(Notification one) {
    return NotificationViews.view(one, deliveriesOf(one));
  }

  private List<DeliveryView> deliveriesOf(Notification one) {
    return notifications.deliveriesOf(List.of(one.id())).getOrDefault(one.id(), List.of());
  }
}
