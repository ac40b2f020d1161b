package io.chasqui.server.delivery.web;

import io.chasqui.contract.delivery.ContentView;
import io.chasqui.contract.delivery.DeliveryPage;
import io.chasqui.contract.delivery.DeliveryView;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.delivery.SaidContent;
import io.chasqui.delivery.address.PhoneNumbers;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.delivery.DeliveryProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "deliveries", description = "What became of what was scheduled")
class DeliveryController {

  private final Deliveries deliveries;
  private final PhoneNumbers phoneNumbers;

  DeliveryController(Deliveries deliveries, PhoneNumbers phoneNumbers) {
    this.deliveries = deliveries;
    this.phoneNumbers = phoneNumbers;
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(operationId = "getDelivery", summary = "One delivery with its attempts")
  DeliveryView one(@PathVariable @Parameter(description = "The job id of the answer") String id) {
    return deliveries
        .find(new DeliveryId(QueryParameters.uuid("id", id, "field.uuid")))
        .orElseThrow(DeliveryProblems::notFound);
  }

  @GetMapping("/{id}/content")
  @Answers(404)
  @Answers(
      value = 410,
      when = "What it said was erased; sha256 is of it, if it was kept. Nothing was changed.")
  @Operation(
      operationId = "getDeliveryContent",
      summary = "What a delivery says",
      description =
          "As it goes out, but for what depends on the moment of sending. Of a report it shows the"
              + " words beside it.")
  ContentView content(@PathVariable String id) {
    SaidContent said =
        deliveries
            .content(new DeliveryId(QueryParameters.uuid("id", id, "field.uuid")))
            .orElseThrow(DeliveryProblems::notFound);
    if (said.content() == null) {
      throw DeliveryProblems.contentErased(said.sha256());
    }
    return said.content();
  }

  @GetMapping
  @Operation(
      operationId = "listDeliveries",
      summary = "Deliveries, newest first",
      description = "Each filter is optional; all that are given must match.")
  DeliveryPage list(
      @RequestParam(required = false) @Nullable String correlationId,
      @RequestParam(required = false)
          @Parameter(description = "SCHEDULED, QUEUED, SENDING, RETRYING, DELIVERED, FAILED, …")
          @Nullable String status,
      @RequestParam(required = false)
          @Parameter(description = "EMAIL, TELEGRAM, SMS, PUSH or WEBHOOK")
          @Nullable String channel,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "E-mail address or chat id, exactly as it was given; or a phone number, in any"
                      + " form that requests take. Not found any more once it was erased")
          @Nullable String recipient,
      @RequestParam(required = false) @Nullable String customerId,
      @RequestParam(required = false)
          @Parameter(
              description =
                  "What made it: REQUEST, PLAIN_EMAIL, CONTACT, ALERT, …; of one message of the"
                      + " contact form or one alert with its id, ALERT:01a2016b-…. Kinds are not"
                      + " a closed set: one that made nothing gives an empty list")
          @Nullable String origin,
      @RequestParam(required = false) @Parameter(description = "Created at or after, ISO-8601")
          @Nullable String from,
      @RequestParam(required = false) @Parameter(description = "Created before, ISO-8601")
          @Nullable String to,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    QueryParameters parameters = new QueryParameters(phoneNumbers);
    return deliveries.page(
        parameters.query(
            correlationId,
            status,
            channel,
            recipient,
            customerId,
            origin,
            from,
            to,
            limit,
            cursor));
  }
}
