package io.chasqui.server.delivery.web;

import io.chasqui.contract.delivery.BulkActRequest;
import io.chasqui.contract.delivery.BulkActView;
import io.chasqui.contract.delivery.BulkDryRunRequest;
import io.chasqui.contract.delivery.BulkDryRunView;
import io.chasqui.contract.delivery.BulkRefusalPage;
import io.chasqui.contract.delivery.BulkRefusalView;
import io.chasqui.delivery.DeliveryId;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.page.Filters;
import io.chasqui.server.api.page.PageQuery;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.delivery.bulk.BulkAct;
import io.chasqui.server.delivery.bulk.BulkActs;
import io.chasqui.server.delivery.bulk.BulkDryRun;
import io.chasqui.server.delivery.bulk.BulkRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is decided about all deliveries that a filter selects. */
@RestController
@RequestMapping(path = "/api/deliveries/bulk", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "deliveries")
class BulkController {

  private final BulkActs acts;
  private final BulkFields fields;

  BulkController(BulkActs acts, BulkFields fields) {
    this.acts = acts;
    this.fields = fields;
  }

  @PostMapping(path = "/dry-run", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "dryRunBulkAct",
      summary = "What an act on many deliveries would come to",
      description =
          "How many it would change, how many of these may already have arrived, and which it"
              + " would leave alone. Nothing is changed.")
  BulkDryRunView dryRun(@RequestBody Written<BulkDryRunRequest> request) {
    return view(acts.dryRun(fields.dryRun(request)));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Answers(
      value = 409,
      when =
          "The filter would change more or fewer than expected, by more than a tenth; wanted is how"
              + " many. Nothing was changed.")
  @Answers(
      value = 422,
      when = "The filter selects more than 100,000 deliveries. Nothing was changed.")
  @Operation(
      operationId = "beginBulkAct",
      summary = "Begin an act on many deliveries",
      description =
          "After its dry run. It begins ten seconds later, and until then, or in the middle, it can"
              + " be stopped. What it has changed stays. Two are under way at most, and one of each"
              + " channel; others wait.")
  BulkActView begin(@RequestBody Written<BulkActRequest> request) {
    BulkFields.Begun begun = fields.begin(request);
    return view(acts.begin(begun.order(), begun.begin()));
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(operationId = "getBulkAct", summary = "How far an act on many deliveries has come")
  BulkActView one(@PathVariable String id) {
    return view(acts.get(uuid(id)));
  }

  @GetMapping("/{id}/refused")
  @Answers(404)
  @Operation(
      operationId = "listBulkRefusals",
      summary = "Deliveries that an act did not change",
      description = "In the order of their ids, each with the reason.")
  BulkRefusalPage refused(
      @PathVariable String id,
      @RequestParam(required = false) @Parameter(description = "1-200, default 50")
          @Nullable String limit,
      @RequestParam(required = false) @Parameter(description = "nextCursor of the page before")
          @Nullable String cursor) {
    UUID act = acts.get(uuid(id)).id();
    Filters filters = new Filters();
    PageQuery page = filters.page(limit, cursor);
    filters.requireValid();
    DeliveryId after = page.olderThan() == null ? null : new DeliveryId(page.olderThan());
    List<BulkRefusalView> found =
        acts.refusals(act, after, page.limit() + 1).stream().map(BulkController::view).toList();
    if (found.size() <= page.limit()) {
      return new BulkRefusalPage(found, null);
    }
    List<BulkRefusalView> items = found.subList(0, page.limit());
    return new BulkRefusalPage(items, items.get(items.size() - 1).deliveryId().toString());
  }

  @PostMapping("/{id}/stop")
  @Answers(404)
  @Answers(value = 409, when = "The act has ended, see state. Nothing was changed.")
  @Operation(
      operationId = "stopBulkAct",
      summary = "Stop an act on many deliveries",
      description =
          "Once this has answered it changes nothing any more. What it has changed stays.")
  BulkActView stop(@PathVariable String id) {
    return view(acts.stop(uuid(id)));
  }

  private static UUID uuid(String id) {
    return QueryParameters.uuid("id", id, "field.uuid");
  }

  private static BulkDryRunView view(BulkDryRun dry) {
    return new BulkDryRunView(
        dry.untilId() == null ? null : dry.untilId().value(),
        dry.total(),
        dry.wanted(),
        dry.surelyNotSent(),
        dry.mayHaveArrived(),
        dry.skipped(),
        dry.first());
  }

  private BulkActView view(BulkAct act) {
    return new BulkActView(
        act.id(),
        act.act().name(),
        act.scheduledTime(),
        act.alsoMayHaveArrived(),
        act.perSecond(),
        act.reason(),
        act.actor().name(),
        act.state().name(),
        act.total(),
        act.wanted(),
        act.done(),
        act.refused(),
        acts.refusedBy(act.id()),
        act.createdAt(),
        act.beginsAt(),
        act.startedAt(),
        act.endedAt(),
        act.stoppedBy());
  }

  private static BulkRefusalView view(BulkRefusal refusal) {
    return new BulkRefusalView(refusal.delivery().value(), refusal.reason());
  }
}
