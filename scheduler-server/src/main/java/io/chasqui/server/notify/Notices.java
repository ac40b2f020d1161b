package io.chasqui.server.notify;

import io.chasqui.contract.notify.NotifyRequest;
import io.chasqui.delivery.Deliveries;
import io.chasqui.delivery.NewDelivery;
import io.chasqui.platform.CorrelationId;
import io.chasqui.server.request.Written;
import io.chasqui.server.schedule.Done;
import io.chasqui.server.schedule.FieldLimits;
import io.chasqui.server.schedule.Fields;
import io.chasqui.server.schedule.IdempotencyKey;
import io.chasqui.server.schedule.Intake;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes plain e-mails in. */
@Component
public class Notices {

  private final NotifySettings settings;
  private final Intake intake;
  private final Deliveries deliveries;

  Notices(NotifySettings settings, Intake intake, Deliveries deliveries) {
    this.settings = settings;
    this.intake = intake;
    this.deliveries = deliveries;
  }

  /**
   * Stores an e-mail that is due now; it is stored when this returns.
   *
   * @param idempotencyKey the header, as the caller wrote it; null: none
   * @throws io.chasqui.server.problem.InvalidRequest naming every field that is wrong
   * @throws io.chasqui.server.problem.Refused when too many deliveries are open, or the key is
   *     another request's or in use
   */
  public Done<NewDelivery> accept(
      Written<NotifyRequest> written,
      @Nullable String idempotencyKey,
      CorrelationId correlationId) {
    NotifyRequest request = written.request();
    Fields fields = new Fields(written.problems());
    IdempotencyKey key = fields.idempotencyKey(idempotencyKey, request.id());
    Notice notice =
        new Notice(
            correlationId,
            fields.emailAddress("to", request.to()),
            fields.requiredLine("subject", request.subject(), FieldLimits.SUBJECT),
            fields.requiredText("body", request.body(), FieldLimits.MESSAGE),
            settings.waits(),
            deliveries);
    fields.requireValid(null);
    return intake.accept(notice, key);
  }
}
