package io.chasqui.server.status.alert.web;

import io.chasqui.contract.alert.AlertList;
import io.chasqui.contract.alert.AlertView;
import io.chasqui.server.status.alert.Alert;
import io.chasqui.server.status.alert.AlertLedger;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "alerts", description = "What a person should know of")
class AlertController {

  private static final int MOST = 200;

  private final AlertLedger alerts;

  AlertController(AlertLedger alerts) {
    this.alerts = alerts;
  }

  @GetMapping
  @Operation(
      operationId = "listAlerts",
      summary = "Open alerts, then those that were resolved lately",
      description = "Each newest first; at most 200, of the last 30 days.")
  AlertList list() {
    return new AlertList(alerts.list(MOST).stream().map(AlertController::view).toList());
  }

  private static AlertView view(Alert alert) {
    return new AlertView(
        alert.id(),
        alert.kind(),
        alert.subject(),
        alert.detail(),
        alert.raisedAt(),
        alert.resolvedAt());
  }
}
