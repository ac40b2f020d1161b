package io.chasqui.server.recipient.webhook;

import io.chasqui.contract.event.AlertSeverity;
import io.chasqui.delivery.webhook.Endpoint;
import io.chasqui.delivery.webhook.Endpoints;
import io.chasqui.server.status.alert.AlertCheck;
import io.chasqui.server.status.alert.AlertCondition;
import io.chasqui.server.status.alert.AlertKind;
import java.util.List;

/** An endpoint took nothing for too long, and whoever has it is to be asked. */
final class WebhookDisabledCheck implements AlertCheck {

  private static final AlertKind KIND = new AlertKind("WEBHOOK_DISABLED", AlertSeverity.WARNING);

  /** More than these nobody reads. */
  private static final int MOST = 100;

  private final Endpoints endpoints;

  WebhookDisabledCheck(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public AlertKind kind() {
    return KIND;
  }

  @Override
  public List<AlertCondition> now() {
    return endpoints.failing(MOST).stream().map(WebhookDisabledCheck::condition).toList();
  }

  /** By the recipient, whose address is asked for with it. */
  private static AlertCondition condition(Endpoint endpoint) {
    return new AlertCondition(
        KIND, endpoint.recipientId().toString(), "disabled since " + endpoint.disabledAt());
  }
}
